package io.scoutline.clients.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.clients.ClientsOffice;
import io.scoutline.clients.Page;
import io.scoutline.clients.Page.Answer;
import io.scoutline.clients.directory.Match;
import io.scoutline.clients.passport.ClientFields;
import io.scoutline.clients.passport.NewClient;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P8.4, pain 16: a file of clients is loaded, nothing of it is dropped silently, nothing is doubled. */
class ImportTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  @TempDir static Path folder;

  private static ClientsOffice office;
  private static final AtomicReference<Imports> imports = new AtomicReference<>();

  @BeforeAll
  static void open() {
    office = ClientsOffice.open(postgres, (api, clients, people, audit) -> {
      imports.set(new Imports(postgres.database(), audit, clients, people, "RU", folder, UUID::randomUUID,
          InstantSource.fixed(ClientsOffice.NOW), 200_000));
      imports.get().register(api);
    });
  }

  @AfterAll
  static void close() {
    imports.get().close();
    office.close();
  }

  @BeforeEach
  void empty() {
    postgres.database().update("DELETE FROM clients.client");
    office.clients().catchUp();
  }

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
    assertEquals(List.of("clients.imported"), office.auditOf("import:" + listed.getLong("id")));
    assertEquals(2, office.count("SELECT count(*) FROM clients.client WHERE import = " + listed.getLong("id")));
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
  void a_client_that_is_known_by_number_or_tax_id_is_completed_where_it_is_empty_and_never_overwritten() {
    ClientId known = office.clients().passports().create(office.actor("head"), new NewClient(
        ClientFields.named("Полюс").withSource("Выставка", Optional.empty()),
        List.of(new NewClient.Firm(Optional.empty(), Optional.of("1655123456"))),
        List.of(new NewClient.Number(PhoneNumber.of("+78432223344"), Optional.empty()))));

    JsonObject result = done(office.as("head").upload("/imports", """
        Клиент;ИНН;Источник;Регион;Телефон;ФИО;Мобильный
        Полюс;1655123456;Сайт;Казань;;;
        ООО Полюс;;;;8 843 222-33-44;Анна;89161112233
        Полюс;1655123456;;;;;
        """.getBytes(StandardCharsets.UTF_8)));

    assertEquals(totals(3, 0, 2, 1, 0), result.getJsonObject("totals"));
    JsonArray rows = result.getJsonArray("rows");
    assertEquals(Set.of("matched_by_tax_id", "kept"), codes(rows.getJsonObject(0)));
    assertEquals(Set.of("matched_by_number", "name_differs"), codes(rows.getJsonObject(1)));
    assertEquals(known.value(), rows.getJsonObject(2).getLong("clientId"));
    JsonObject passport = office.as("head").get("/clients/" + known).json();
    assertEquals("Полюс", passport.getString("name"));
    assertEquals("Выставка", passport.getString("source"));
    assertEquals("Казань", passport.getString("region"));
    assertEquals("Анна", passport.getJsonArray("contacts").getJsonObject(0).getString("name"));
    assertEquals(2, passport.getJsonArray("numbers").size());
    assertEquals(1, office.count("SELECT count(*) FROM clients.client"));
  }

  @Test
  void the_same_file_loaded_twice_changes_nothing_the_second_time() {
    byte[] file = """
        Клиент;ИНН;Телефон;ФИО;Мобильный;Примечание
        Альфа;7700000001;84951110001;Анна;89161110001;важно
        Альфа;7700000001;84951110001;Борис;89161110002;
        Бета;;84951110003;;;
        """.getBytes(StandardCharsets.UTF_8);

    assertEquals(totals(3, 2, 1, 0, 0), done(office.as("head").upload("/imports", file)).getJsonObject("totals"));
    long changes = office.count("SELECT sum(version) FROM clients.client");
    assertEquals(totals(3, 0, 0, 3, 0), done(office.as("head").upload("/imports", file)).getJsonObject("totals"));
    assertEquals(changes, office.count("SELECT sum(version) FROM clients.client"));
    assertEquals(2, office.count("SELECT count(*) FROM clients.client"));
    assertEquals(2, office.count("SELECT count(*) FROM clients.contact"));
    assertEquals(4, office.count("SELECT count(*) FROM clients.number"));
  }

  @Test
  @DisplayName("Pain 12: a row that fits several clients is not guessed onto one")
  void a_row_that_fits_several_clients_is_refused_unless_the_name_decides() {
    for (String name : List.of("Арендатор один", "Арендатор два")) {
      office.clients().passports().create(office.actor("head"), new NewClient(ClientFields.named(name), List.of(),
          List.of(new NewClient.Number(PhoneNumber.of("+74957770000"), Optional.empty()))));
    }
    JsonObject result = done(office.as("head").upload("/imports", """
        Клиент;Телефон;Регион
        Арендатор;84957770000;Москва
        арендатор ДВА;84957770000;Москва
        """.getBytes(StandardCharsets.UTF_8)));

    assertEquals(totals(2, 0, 1, 0, 1), result.getJsonObject("totals"));
    assertEquals(Set.of("several_clients"), codes(result.getJsonArray("rows").getJsonObject(0)));
    assertEquals("Арендатор два", office.as("head").get("/clients/"
        + result.getJsonArray("rows").getJsonObject(1).getLong("clientId")).json().getString("name"));
  }

  @Test
  void two_firms_of_different_tax_ids_behind_one_switchboard_stay_two_clients() {
    JsonObject result = done(office.as("head").upload("/imports", """
        Клиент;ИНН;Телефон
        Альфа;7700000001;84957770000
        Бета;7700000002;84957770000
        """.getBytes(StandardCharsets.UTF_8)));

    assertEquals(totals(2, 2, 0, 0, 0), result.getJsonObject("totals"));
    assertInstanceOf(Match.Ambiguous.class, office.directory().lookup(PhoneNumber.of("+74957770000")));
  }

  @Test
  void a_namesake_in_the_base_is_told_and_not_joined() {
    ClientId known = office.client("Альфа", Optional.empty());
    JsonObject result = done(office.as("head").upload("/imports", "Клиент;Телефон\nальфа;84951110001\n"
        .getBytes(StandardCharsets.UTF_8)));
    assertEquals(totals(1, 1, 0, 0, 0), result.getJsonObject("totals"));
    JsonObject row = result.getJsonArray("rows").getJsonObject(0);
    assertEquals("#" + known, row.getJsonArray("remarks").getJsonObject(0).getString("value"));
  }

  @Test
  void rows_of_one_client_that_lie_batches_apart_come_together() {
    var file = new StringBuilder("Клиент;Телефон;ФИО;Мобильный\nХолдинг;;Анна;89160000001\n");
    for (int n = 1; n < Importer.BATCH + 500; n++) {
      file.append("Клиент ").append(n).append(';').append(84_950_000_000L + n).append(";;\n");
    }
    file.append("Холдинг;;Борис;89160000002\nДругое имя;;Вера;89160000001\n");
    JsonObject result = done(office.as("head").upload("/imports", file.toString().getBytes(StandardCharsets.UTF_8)));

    int rows = Importer.BATCH + 502;
    assertEquals(totals(rows, Importer.BATCH + 500, 2, 0, 0), result.getJsonObject("totals"));
    assertEquals(1, office.count("SELECT count(*) FROM clients.client WHERE name = 'Холдинг'"));
    assertEquals(3, office.count("""
        SELECT count(*) FROM clients.contact k JOIN clients.client c ON c.id = k.client WHERE c.name = 'Холдинг'"""));
    assertEquals(Importer.BATCH + 500, office.directory().size().clients());
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
      assertTrue(report.text().startsWith("\ufeffСтрока;Итог;Клиент;Причина;Клиент;Телефон\r\n"), report.text());
      assertTrue(report.text().contains(";'@12\r\n"), report.text());
      assertTrue(report.text().contains(";\"'=HYPERLINK"), report.text());
      assertTrue(report.text().contains("2;refused;;Номер не читается: @12;"), report.text());
      assertTrue(report.text().contains(";'+7 Плюс;"), report.text());
    }
    String downloaded = "import.report_downloaded"; // P16.4
    assertEquals(List.of(downloaded, downloaded, downloaded, "clients.imported"),
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
  void a_file_name_is_only_a_name() {
    String name = URLEncoder.encode("../../etc/passwd\r\nX: y", StandardCharsets.UTF_8);
    done(office.as("head").upload("/imports?fileName=" + name, "Клиент\nА\n".getBytes(StandardCharsets.UTF_8)));
    assertEquals(".. .. etc passwd  X: y", office.as("head").get("/imports").first("items").getString("fileName"));
  }

  private static JsonObject done(Answer answer) {
    assertEquals(200, answer.status(), answer.text());
    assertEquals("done", answer.json().getString("state"), answer.text());
    return answer.json().getJsonObject("result");
  }

  private static JsonObject totals(int rows, int created, int completed, int unchanged, int refused) {
    return new JsonObject().put("rows", rows).put("created", created).put("completed", completed)
        .put("unchanged", unchanged).put("refused", refused);
  }

  private static Set<String> codes(JsonObject row) {
    return Set.copyOf(row.getJsonArray("remarks").stream().map(remark -> ((JsonObject) remark).getString("code"))
        .toList());
  }
}
