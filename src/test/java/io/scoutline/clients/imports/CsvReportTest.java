package io.scoutline.clients.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P8.4, P16.2: what came with a file cannot act in the spreadsheet of whoever opens its report. */
class CsvReportTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+7 495 111-22-33", "-1", "@SUM(A1)", "|calc", "%0", "\tx", "\nx", " =1+1",
      "\u00a0\u00a0=1+1", "\ufeff=1+1", "\n =HYPERLINK(\"http://x\")\nmore", "＝1+1", " ＠SUM(A1)"})
  void what_a_spreadsheet_would_take_for_a_formula_is_marked_as_text(String cell) {
    assertEquals("'" + cell, CsvReport.harmless(cell));
  }

  @Test
  void what_is_no_formula_stays_as_it_is() {
    for (String cell : new String[] {"", " ", " Север", "8 (495) 111-22-33", "a=b", "Пётр -", "'=1"}) {
      assertEquals(cell, CsvReport.harmless(cell));
    }
  }
}
