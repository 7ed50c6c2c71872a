package io.scoutline.clients.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.clients.Page.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P8.4: no file fills the memory of the server that takes the calls, and none makes a client without bounds. */
class ImportBoundsTest extends ImportCase {

  private static byte[] bytes(CharSequence file) {
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** So many numbers that are none. */
  private static String pieces(int count) {
    return IntStream.range(0, count).mapToObj("12345%05d0000000000000"::formatted).collect(Collectors.joining("|"));
  }

  @Test
  void a_row_of_endless_faults_is_shown_by_the_first_of_them() {
    Answer tried = office.as("researcher").upload("/imports/check", bytes("Название;Телефон\nА;" + pieces(400)));

    JsonArray remarks = done(tried).getJsonArray("rows").getJsonObject(0).getJsonArray("remarks");
    assertEquals(new JsonObject().put("code", "more").put("field", "phone").put("value", "395"),
        remarks.getJsonObject(remarks.size() - 1));
    assertTrue(tried.text().length() < 5_000, tried.text());
    String report = office.as("researcher").get("/imports/jobs/" + tried.json().getString("id") + "/report").text();
    assertTrue(report.contains("… и ещё 395"), report);
  }

  @Test
  void a_cell_without_end_refuses_its_row_and_is_shown_by_its_beginning() {
    Answer tried = office.as("researcher").upload("/imports/check", bytes("Название;Телефон\nА;" + pieces(8_000)));

    assertEquals(totals(1, 0, 0, 0, 1), done(tried).getJsonObject("totals"));
    assertTrue(tried.text().length() < 5_000, tried.text());
  }

  @Test
  @DisplayName("All shown rows together are bounded; the counts and the report are of all")
  void many_long_rows_are_not_shown_all() {
    String row = "А;" + "x".repeat(190) + ";" + "y".repeat(190) + "\n";
    Answer tried = office.as("head").upload("/imports/check", bytes("Название;Канал;Регион\n" + row.repeat(490)));

    assertEquals(totals(490, 0, 0, 0, 490), done(tried).getJsonObject("totals"));
    int shown = done(tried).getJsonArray("rows").size();
    assertTrue(shown > 100 && shown < 400, "of long rows fewer are shown: " + shown);
    String report = office.as("head").get("/imports/jobs/" + tried.json().getString("id") + "/report").text();
    assertEquals(491, report.lines().count());
  }

  @Test
  @DisplayName("P16.4: files and reports are for the server's own account, whatever the umask")
  void nobody_else_at_the_host_reads_a_report() throws IOException {
    JsonObject result = done(office.as("head").upload("/imports", bytes("Название;Телефон\nА;12\n")));
    assertEquals(200, office.as("head").get("/imports/" + result.getLong("importId") + "/report").status());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file.toString());
      }
    }
  }

  private static String numbers(int from, int count) {
    return IntStream.range(from, from + count).mapToObj("8495%07d"::formatted).collect(Collectors.joining("|"));
  }

  private static void refusesTheLast(StringBuilder file, int rows, String field, String table, int kept) {
    JsonObject tried = done(office.as("head").upload("/imports/check", bytes(file)));
    JsonObject loaded = done(office.as("head").upload("/imports", bytes(file)));

    assertEquals(tried.getJsonObject("totals"), loaded.getJsonObject("totals"));
    assertEquals(rows, loaded.getJsonObject("totals").getInteger("rows"));
    assertEquals(1, loaded.getJsonObject("totals").getInteger("refused"), loaded.getJsonObject("totals").encode());
    JsonObject refused = loaded.getJsonArray("rows").stream().map(JsonObject.class::cast)
        .filter(row -> row.getString("outcome").equals("refused")).findFirst().orElseThrow();
    assertEquals(rows + 1, refused.getInteger("line"));
    assertEquals(Set.of("too_many_parts"), codes(refused));
    assertEquals(field, refused.getJsonArray("remarks").getJsonObject(0).getString("field"));
    assertEquals(kept, office.count("SELECT count(*) FROM clients." + table));
  }

  @Test
  @DisplayName("A row that would give a client more than 1,000 numbers is refused whole, with its reason")
  void a_client_gets_no_more_numbers_from_files_than_from_people() {
    var file = new StringBuilder("Название;ИНН;Телефон\n");
    file.append("А;7701234567;").append(numbers(0, 600)).append("\nА;7701234567;").append(numbers(500, 500));
    refusesTheLast(file.append("\nА;7701234567;").append(numbers(1_000, 1)).append('\n'), 3, "phone", "number", 1_000);
  }

  @Test
  void neither_does_a_new_client_of_a_single_row() {
    var file = new StringBuilder("Название;Телефон;Телефон 2\n");
    refusesTheLast(file.append("А;").append(numbers(0, 501)).append(';').append(numbers(501, 500)), 1, "phone",
        "client", 0);
  }

  @Test
  void nor_more_contacts() {
    var file = new StringBuilder("Название;ИНН;Контактное лицо\n");
    IntStream.rangeClosed(0, 1_000).forEach(n -> file.append("А;7701234567;Анна ").append(n).append('\n'));
    refusesTheLast(file, 1_001, "contact", "contact", 1_000);
  }

  @Test
  void nor_more_legal_entities() {
    var file = new StringBuilder("Название;Юрлицо;Телефон\n");
    IntStream.rangeClosed(0, 1_000).forEach(n -> file.append("А;ООО Фирма ").append(n).append(";84951112233\n"));
    refusesTheLast(file, 1_001, "firm", "legal_entity", 1_000);
  }
}
