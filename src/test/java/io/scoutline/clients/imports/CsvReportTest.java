package io.scoutline.clients.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.clients.imports.base.Outcome;
import io.scoutline.clients.imports.file.Remark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P8.4, P16.2: what came with a file cannot act in the spreadsheet of whoever opens its report. */
class CsvReportTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+7 495 111-22-33", "-1", "@SUM(A1)", "|calc", "%0", "\tx", "\nx", " =1+1",
      "\u00a0\u00a0=1+1", "\ufeff=1+1", "＝1+1", " ＠SUM(A1)", "＋1", "－1", "﹦1+1", "﹣1", "﹢1", "﹫A1", "\u22121",
      "\u3000=1+1", "\u200b=1+1", "\u0001=1+1", "\u2800=1+1", "\u3164=1+1", "\ufe0f=1+1", "\"=1+1\""})
  void what_a_spreadsheet_would_take_for_a_formula_is_marked_as_text(String cell) {
    assertEquals("'" + cell, Formulas.harmless(cell));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '~', quoteCharacter = '`', value = {"x,=1+1~x,'=1+1", "x;=1+1~x;'=1+1",
      "x,\" =1+1~x,'\" =1+1", "a,﹦1,b~a,'﹦1,b", "=1,=2~'=1,'=2", "a,b,,@c~a,b,,'@c", "a|=1~a|'=1"})
  void a_sign_by_which_another_spreadsheet_parts_cells_begins_one(String cell, String marked) {
    assertEquals(marked, Formulas.harmless(cell));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", "\n", "\r", "\u0085", "\u2028", "\u2029", "\u000b", "\f"})
  void so_does_the_end_of_a_line(String end) {
    assertEquals("x" + end + "'=1+1", Formulas.harmless("x" + end + "=1+1"));
    assertTrue(Formulas.harmless(end + "=1+1").contains("'=1+1"));
  }

  @Test
  void what_is_no_formula_stays_as_it_is() {
    for (String cell : new String[] {"", " ", " Север", "8 (495) 111-22-33, 8 916 123-45-67", "a=b", "Пётр -", "'=1",
        "ООО \"Ромашка\", Москва", "x,'=1", "\ud83d\ude00 ok"}) {
      assertEquals(cell, Formulas.harmless(cell));
    }
  }

  @Test
  void no_separator_makes_a_formula_of_any_field_of_a_report(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.csv");
    try (var report = new CsvReport(file, List.of("Клиент", "=A1,=A2"), Locale.ENGLISH)) {
      report.add(new Outcome(2, Outcome.Kind.REFUSED, Optional.empty(),
          List.of(Remark.of(Remark.Code.UNREADABLE_EMAIL, "a\",=1+1"), Remark.of(Remark.Code.TOO_LONG, "\t=1+1")),
          List.of("x,=1+1", "\",\"\"=1+1", "abc")));
    }
    String written = Files.readString(file).substring(1);
    for (char parting : new char[] {',', ';', '\t', '|', '\n'}) {
      for (String field : written.split(Pattern.quote(Character.toString(parting)))) {
        assertFalse(field.replace("\"", "").strip().matches("(?s)[=+@-].*"), parting + " gives " + field);
      }
    }
    assertTrue(written.lines().allMatch(line -> line.startsWith("\"") && line.endsWith("\"")), written);
  }

  @Test
  void how_many_more_there_are_is_told_in_both_languages() {
    var more = new Remark(Remark.Code.MORE, Optional.empty(), "29990");
    assertEquals("… and 29,990 more", more.text(Locale.ENGLISH));
    assertEquals("… и ещё 29 990", more.text(Locale.of("ru")).replace('\u00a0', ' '));
  }
}
