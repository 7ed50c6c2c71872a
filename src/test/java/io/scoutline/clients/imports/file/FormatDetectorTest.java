package io.scoutline.clients.imports.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P8.4: a real file, whatever wrote it. */
class FormatDetectorTest {

  private static final Charset WINDOWS = Charset.forName("windows-1251");
  private static final String TABLE = "Клиент;Телефон\nЗавод «Полюс»;84951112233\nЁлка, ООО;84951112244\n";

  @TempDir Path folder;

  @Test
  void the_encoding_is_found() throws IOException {
    assertEquals(new CsvFormat(StandardCharsets.UTF_8, 0, ';'), detect(TABLE.getBytes(StandardCharsets.UTF_8)));
    assertEquals(new CsvFormat(StandardCharsets.UTF_8, 3, ';'),
        detect(("\ufeff" + TABLE).getBytes(StandardCharsets.UTF_8)));
    assertEquals(new CsvFormat(WINDOWS, 0, ';'), detect(TABLE.getBytes(WINDOWS)));
    assertEquals(new CsvFormat(StandardCharsets.UTF_16LE, 2, ';'),
        detect(("\ufeff" + TABLE).getBytes(StandardCharsets.UTF_16LE)));
  }

  @Test
  void a_letter_of_windows_far_behind_the_beginning_is_noticed() throws IOException {
    var file = new ByteArrayOutputStream();
    file.write("name;phone\n".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < 20_000; i++) {
      file.write("plain;84951112233\n".getBytes(StandardCharsets.UTF_8));
    }
    file.write("Завод;84951112233\n".getBytes(WINDOWS));
    assertEquals(WINDOWS, detect(file.toByteArray()).charset());
  }

  @Test
  void a_letter_that_spans_two_pieces_of_reading_is_no_fault() throws IOException {
    for (int shift = 0; shift < 4; shift++) {
      String text = "n;p\n" + "x".repeat(shift) + "Ж".repeat(100_000) + ";1\n";
      assertEquals(StandardCharsets.UTF_8, detect(text.getBytes(StandardCharsets.UTF_8)).charset());
    }
  }

  @Test
  void the_separator_is_found_even_where_cells_hold_others() throws IOException {
    assertEquals(';',
        detect("Клиент;Примечание\nА;\"1,2,3,4\"\nБ;5,6,7\n".getBytes(StandardCharsets.UTF_8)).separator());
    assertEquals(',', detect("client,note\nA,\"x;y;z\"\nB,ok\n".getBytes(StandardCharsets.UTF_8)).separator());
    assertEquals('\t', detect("client\tnote\nA, Inc.\tx; y\n".getBytes(StandardCharsets.UTF_8)).separator());
  }

  @Test
  void what_somebody_says_goes_before_what_is_found() throws IOException {
    Path file = write(TABLE.getBytes(WINDOWS));
    CsvFormat said = FormatDetector.detect(file, Optional.of(StandardCharsets.UTF_8), Optional.of('\t'));
    assertEquals(new CsvFormat(StandardCharsets.UTF_8, 0, '\t'), said);
  }

  @Test
  void what_is_no_table_is_refused_with_the_reason() throws IOException {
    assertEquals("empty_file", refused(new byte[0]));
    assertEquals("workbook", refused("PK\u0003\u0004rest of a workbook".getBytes(StandardCharsets.ISO_8859_1)));
    assertEquals("not_text", refused(new byte[] {1, 2, 0, 3, 4}));
  }

  @Test
  void a_quotation_mark_that_is_never_closed_is_told_with_its_place() throws IOException {
    Path file = write(("a;b\n1;2\n3;\"open\n" + "x;y\n".repeat(600_000)).getBytes(StandardCharsets.UTF_8));
    try (var rows = new CsvFile(file, new CsvFormat(StandardCharsets.UTF_8, 0, ';'))) {
      assertEquals(Optional.of(new CsvFile.Row(2, List.of("1", "2"))), rows.next());
      var broken = assertThrows(UnreadableFile.class, rows::next);
      assertEquals("broken_row", broken.code());
      assertEquals(Optional.of(3), broken.line());
    }
    assertEquals("broken_row 5", broken("a;b\n\n1;\"two\nlines\"\n3;\"open\n" + "4;\"x\"\n".repeat(300_000)));
    assertEquals("broken_row 2", broken("a;b\n1;\"quoted\" and more\n"));
    assertEquals("broken_row 3", broken("a;b\r\n1;2\r\n3;\"open\r\n4;5\r\n"));
  }

  @Test
  void a_row_that_is_only_too_long_is_not_taken_for_one_that_is_not_closed() throws IOException {
    assertEquals("row_too_long 3", broken("a;b\n1;2\n" + "x;".repeat(20_000) + "\n3;4\n"));
    assertEquals("row_too_long 2", broken("a;b\n1;" + "x".repeat(3_000_000) + "\n3;4\n"));
    assertEquals("row_too_long 4", broken("a;b\n\n\n1;\"" + "x \"\"y\"\"\n".repeat(400_000) + "\"\n3;4\n"));
    assertEquals("header_too_long 1", broken("a".repeat(70_000) + ";b\n1;2\n"));
    assertEquals("row_too_long 1", broken("a;".repeat(20_000) + "\n3;4\n"));
    assertEquals("row_too_long 3", broken("a;b\n1;2\n" + ("x".repeat(900_000) + ";").repeat(6) + "\n3;4\n"));
  }

  private String broken(String text) throws IOException {
    Path file = write(text.getBytes(StandardCharsets.UTF_8));
    var broken = assertThrows(UnreadableFile.class, () -> {
      try (var rows = new CsvFile(file, new CsvFormat(StandardCharsets.UTF_8, 0, ';'))) {
        while (rows.next().isPresent()) {
          // Reads on until it breaks.
        }
      }
    });
    return broken.code() + " " + broken.line().orElseThrow();
  }

  private String refused(byte[] content) throws IOException {
    Path file = write(content);
    return assertThrows(UnreadableFile.class,
        () -> FormatDetector.detect(file, Optional.empty(), Optional.empty())).code();
  }

  private CsvFormat detect(byte[] content) throws IOException {
    return FormatDetector.detect(write(content), Optional.empty(), Optional.empty());
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(folder.resolve("file.csv"), content);
  }
}
