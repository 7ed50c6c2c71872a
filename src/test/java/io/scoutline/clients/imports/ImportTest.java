package io.scoutline.clients.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.clients.Page;
import io.scoutline.clients.Page.Answer;
import io.scoutline.clients.directory.Match;
import io.scoutline.kernel.PhoneNumber;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P8.4, pain 16: a file of clients is loaded, and nothing of it is dropped silently. */
class ImportTest extends ImportCase {

  @Test
  void a_file_from_a_russian_spreadsheet_is_loaded_and_the_directory_knows_its_numbers() {
    byte[] file = """
        Компания;ИНН;Город;Телефон;Контактное лицо;Должность;Мобильный;Менеджер
        Завод «Полюс»;1655123456;Казань;(843) 222-33-44;Белова Анна;Директор;8 916 123-45-67;olga
        "Ёлка; и компания";;Москва;8-495-111-22-33;;;;
        """.getBytes(Charset.forName("windows-1251"));

    JsonObject result = done(office.as("head").upload("/imports?fileName=%D0%B1%D0%B0%D0%B7%D0%B0.csv", file));

    assertEquals("windows-1251", result.getString("charset"));
    assertEquals("semicolon", result.getString("separator"));
    assertEquals(totals(2, 2, 0, 0, 0), result.getJsonObject("totals"));
    var known = assertInstanceOf(Match.Known.class, office.directory().lookup(PhoneNumber.of("+79161234567")));
    assertEquals("Завод «Полюс»", known.client().name());
    assertEquals(Optional.of(office.id("olga")), known.client().owner());
    assertEquals("Белова Анна", known.contact().orElseThrow().name());
    assertInstanceOf(Match.Known.class, office.directory().lookup(PhoneNumber.of("+74951112233")));

    JsonObject listed = office.as("admin").get("/imports").first("items");
    assertEquals("база.csv", listed.getString("fileName"));
    assertEquals("Name of head", listed.getJsonObject("by").getString("name"));
    assertEquals(List.of("clients.imported", "clients.import_begun"), office.auditOf("import:" + listed.getLong("id")));
    assertEquals(2, office.count("SELECT count(*) FROM clients.client WHERE import = " + listed.getLong("id")));
  }

  @Test
  void a_nul_in_a_refused_row_refuses_no_other() {
    // beyond what is looked at to see whether the file is a text
    String rows = "ООО «Вторая»,84951112244\n".repeat(4_000);
    byte[] file = ("Клиент,Телефон\n" + rows + ",+7495\0\0\n").getBytes(StandardCharsets.UTF_8);

    JsonObject totals = done(office.as("head").upload("/imports?fileName=a.csv", file)).getJsonObject("totals");

    assertEquals(4_001, totals.getInteger("rows"));
    assertEquals(1, totals.getInteger("refused"), totals.encode());
    assertTrue(totals.getInteger("created") > 0, totals.encode());
  }

  @Test
  @DisplayName("Trying a file says what loading it would do, and changes nothing")
  void a_dry_run_changes_nothing_and_tells_the_same() {
    byte[] file = """
        Клиент,Телефон,Канал
        Альфа,84951110001,Сети
        Альфа,84951110002,
        Бета,нет телефона,Сети
        """.getBytes(StandardCharsets.UTF_8);

    JsonObject tried = done(office.as("head").upload("/imports/check", file));
    assertEquals(0, office.count("SELECT count(*) FROM clients.client"));
    assertEquals(0, office.count("SELECT count(*) FROM clients.import WHERE file_name = 'tried.csv'"));
    assertEquals(0, office.directory().size().clients());
    assertEquals(List.of("Альфа", "84951110001", "Сети"), tried.getJsonArray("sample").getJsonArray(0).getList());
    assertEquals(List.of("name", "phone", "channel"), tried.getJsonArray("columns").stream()
        .map(column -> ((JsonObject) column).getString("field")).toList());

    JsonObject loaded = done(office.as("head").upload("/imports", file));
    assertEquals(tried.getJsonObject("totals"), loaded.getJsonObject("totals"));
    assertEquals(totals(3, 1, 1, 0, 1), loaded.getJsonObject("totals"));
    assertEquals(tried.getJsonArray("rows"), loaded.getJsonArray("rows"));
  }

  @Test
  @DisplayName("Pain 16: every refused row is told with its line, its reason and its cells")
  void a_refused_row_is_told() {
    JsonObject result = done(office.as("head").upload("/imports", """
        Клиент;Телефон;Менеджер

        Альфа;12;кто-то
        ;84951110001;
        """.getBytes(StandardCharsets.UTF_8)));

    assertEquals(totals(2, 0, 0, 0, 2), result.getJsonObject("totals"));
    JsonObject first = result.getJsonArray("rows").getJsonObject(0);
    assertEquals(3, first.getInteger("line"));
    assertEquals("refused", first.getString("outcome"));
    assertEquals(List.of("Альфа", "12", "кто-то"), first.getJsonArray("cells").getList());
    assertEquals(Set.of("unreadable_number", "unknown_person"), codes(first));
    assertEquals(Set.of("name_missing"), codes(result.getJsonArray("rows").getJsonObject(1)));
  }

  @Test
  void the_mapping_can_be_said_and_a_file_without_a_name_column_is_told() {
    byte[] file = "Кто;Куда\nАльфа;84951110001\n".getBytes(StandardCharsets.UTF_8);
    JsonObject asked = done(office.as("head").upload("/imports/check", file));
    assertEquals("name", asked.getString("missing"));
    assertEquals(totals(0, 0, 0, 0, 0), asked.getJsonObject("totals"));

    assertEquals("only_one_name", done(office.as("head").upload("/imports/check?columns=name,name", file))
        .getString("missing"));
    assertEquals(totals(1, 1, 0, 0, 0),
        done(office.as("head").upload("/imports?columns=name,phone", file)).getJsonObject("totals"));
    assertEquals(400, office.as("head").upload("/imports?columns=name,nonsense", file).status());
    assertEquals(400, office.as("head").upload("/imports?charset=ebcdic", file).status());
  }

  @Test
  @DisplayName("Nothing from a file becomes a formula in a spreadsheet")
  void the_report_is_a_table_without_formulas() {
    Answer job = office.as("head").upload("/imports", ("Клиент;Телефон\n=HYPERLINK(\"http://x\");@12\n"
        + "+7 Плюс;ошибка\n").getBytes(StandardCharsets.UTF_8));
    JsonObject result = done(job);
    String id = job.json().getString("id");

    for (String path : List.of("/imports/jobs/" + id + "/report", "/imports/" + result.getLong("importId") + "/report",
        "/imports/" + result.getLong("importId") + "/report")) {
      Answer report = office.as("head").get(path);
      assertEquals(200, report.status());
      assertTrue(report.text().startsWith(
          "\ufeff\"Строка\";\"Итог\";\"Клиент\";\"Причина\";\"Клиент\";\"Телефон\"\r\n"), report.text());
      assertTrue(report.text().contains(";\"'@12\"\r\n"), report.text());
      assertTrue(report.text().contains(";\"'=HYPERLINK"), report.text());
      assertTrue(report.text().contains("\"2\";\"refused\";\"\";\"Номер не читается: @12\";"), report.text());
      assertTrue(report.text().contains(";\"'+7 Плюс\";"), report.text());
    }
    String downloaded = "import.report_downloaded"; // P16.4
    assertEquals(List.of(downloaded, downloaded, downloaded, "clients.imported", "clients.import_begun"),
        office.auditOf("import:" + result.getLong("importId")));
  }

  @Test
  void a_file_that_is_no_table_and_one_that_is_too_large_are_refused() throws IOException {
    Answer workbook = office.as("head").upload("/imports", "PK\u0003\u0004...".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals("failed", workbook.json().getString("state"));
    assertEquals("workbook", workbook.json().getJsonObject("failure").getString("code"));
    assertEquals(409, office.as("head").get("/imports/jobs/" + workbook.json().getString("id") + "/report").status());

    assertEquals(413, office.as("head").upload("/imports", new byte[200_001]).status());
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.filter(path -> path.toString().matches(".*[0-9a-f]{12}\\.csv")).toList());
    }
  }

  @Test
  @DisplayName("P16.1: loading is for admins, heads and researchers; a researcher loads no owners")
  void rights_are_checked() {
    byte[] file = "Клиент;Менеджер\nАльфа;olga\n".getBytes(StandardCharsets.UTF_8);
    for (String login : Set.of("scout", "manager", "kam", "assistant", "operations", "line_manager", "supervisor")) {
      Page page = office.as(login);
      assertEquals(403, page.upload("/imports", file).status(), login);
      assertEquals(403, page.upload("/imports/check", file).status(), login);
      assertEquals(403, page.get("/imports").status(), login);
      assertEquals(403, page.get("/imports/1/report").status(), login);
      assertEquals(403, page.get("/imports/jobs/" + UUID.randomUUID()).status(), login);
      assertEquals(403, page.get("/imports/jobs/" + UUID.randomUUID() + "/report").status(), login);
    }
    assertEquals(403, office.as("researcher").upload("/imports?columns=name,owner", file).status());
    Answer loaded = office.as("researcher").upload("/imports", file);
    assertFalse(done(loaded).getJsonArray("columns").getJsonObject(1).containsKey("field")
        && done(loaded).getJsonArray("columns").getJsonObject(1).getValue("field") != null);
    assertEquals(0, office.count("SELECT count(*) FROM clients.client WHERE owner IS NOT NULL"));

    String job = loaded.json().getString("id");
    assertEquals(200, office.as("head").get("/imports/jobs/" + job).status());
    Answer heads = office.as("head").upload("/imports/check", file);
    assertEquals(404, office.as("researcher").get("/imports/jobs/" + heads.json().getString("id")).status());
    assertEquals(404, office.as("head").get("/imports/jobs/not-a-job").status());
    assertEquals(404, office.as("head").get("/imports/999999/report").status());
  }

  @Test
  @DisplayName("P8.8, P16.1: what somebody loaded is theirs to take away, and the heads' and admins'")
  void a_report_is_for_whoever_loaded_the_file_and_for_whoever_sees_the_whole_company() {
    byte[] file = "Клиент;Телефон\nАльфа;12\n".getBytes(StandardCharsets.UTF_8);
    Answer heads = office.as("head").upload("/imports?fileName=heads.csv", file);
    Answer own = office.as("researcher").upload("/imports?fileName=own.csv", file);
    long headsImport = done(heads).getLong("importId");
    long ownImport = done(own).getLong("importId");

    Page researcher = office.as("researcher");
    assertEquals(404, researcher.get("/imports/" + headsImport + "/report").status());
    assertEquals(404, researcher.get("/imports/jobs/" + heads.json().getString("id") + "/report").status());
    assertEquals(List.of(), office.auditOf("import:" + headsImport).stream()
        .filter(action -> action.startsWith("import.")).toList(), "nothing was taken away");
    assertEquals(List.of("own.csv"), loaded(researcher).stream().filter(name -> !name.equals("clients.csv")).toList());
    assertTrue(loaded(office.as("admin")).containsAll(List.of("own.csv", "heads.csv")));
    for (String login : List.of("researcher", "head", "admin")) {
      Answer report = office.as(login).get("/imports/" + ownImport + "/report");
      assertEquals(200, report.status(), login);
      assertTrue(report.text().contains("Альфа"), report.text());
    }
  }

  private static List<String> loaded(Page page) {
    return page.get("/imports").json().getJsonArray("items").stream()
        .map(item -> ((JsonObject) item).getString("fileName")).toList();
  }

  @Test
  void a_file_name_is_only_a_name() {
    String name = URLEncoder.encode("../../etc/passwd\r\nX: y", StandardCharsets.UTF_8);
    done(office.as("head").upload("/imports?fileName=" + name, "Клиент\nА\n".getBytes(StandardCharsets.UTF_8)));
    assertEquals(".. .. etc passwd X: y", office.as("head").get("/imports").first("items").getString("fileName"));
  }
}
