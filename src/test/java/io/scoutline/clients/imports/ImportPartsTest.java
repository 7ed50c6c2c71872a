package io.scoutline.clients.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.clients.Page.Answer;
import io.scoutline.clients.passport.ClientFields;
import io.scoutline.clients.passport.NewClient;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PhoneNumber;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P8.4: a load is committed in parts, waits for nobody, keeps nobody waiting, and tells truthfully how far it came. */
class ImportPartsTest extends ImportCase {

  private static final int GATE = 4711;

  /** New clients of some names stop a load, cannot be stored, or wait for the gate to be opened. */
  @BeforeEach
  void difficult_names() {
    postgres.database().update("""
        CREATE OR REPLACE FUNCTION clients.difficult() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          CASE new.name
            WHEN 'Обрыв' THEN RAISE EXCEPTION 'gone' USING ERRCODE = 'P0001';
            WHEN 'Не лезет' THEN RAISE EXCEPTION 'wrong' USING ERRCODE = '23514';
            WHEN 'Ждёт' THEN
              WHILE NOT pg_try_advisory_xact_lock_shared(4711) LOOP PERFORM pg_sleep(0.02); END LOOP;
            ELSE NULL;
          END CASE;
          RETURN new;
        END $$""");
    postgres.database().update(
        "CREATE TRIGGER difficult BEFORE INSERT ON clients.client FOR EACH ROW EXECUTE FUNCTION clients.difficult()");
  }

  @AfterEach
  void easy_names() {
    postgres.database().update("DROP TRIGGER IF EXISTS difficult ON clients.client");
  }

  private static ClientId known(String name, String number) {
    return office.clients().passports().create(office.actor("head"), new NewClient(ClientFields.named(name), List.of(),
        List.of(new NewClient.Number(PhoneNumber.of(number), Optional.empty(), true))));
  }

  private static byte[] bytes(CharSequence file) {
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static StringBuilder partOf(int rows) {
    var file = new StringBuilder("Клиент;Телефон\n");
    IntStream.range(0, rows).forEach(n ->
        file.append("Клиент ").append(n).append(';').append(84_950_000_000L + n).append('\n'));
    return file;
  }

  /** While somebody else is in the middle of changing this client. */
  private static <T> T whileHeld(ClientId client, Callable<T> work) {
    return postgres.database().transaction(sql -> {
      sql.query("SELECT id FROM clients.client WHERE id = $1 FOR NO KEY UPDATE", row -> row.getLong(0), client);
      return call(work);
    });
  }

  private static <T> T call(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void a_file_that_is_only_tried_waits_for_nobody_and_nobody_for_it() {
    ClientId held = known("Полюс", "+78432223344");
    byte[] file = bytes("Клиент;Телефон;Регион\nПолюс;88432223344;Казань\nПолюс;88432223344;Казань\n");
    String written = "SELECT (SELECT count(*) FROM clients.import) + (SELECT count(*) FROM clients.change)";
    long before = office.count(written);

    JsonObject tried = whileHeld(held, () -> done(office.as("head").upload("/imports/check", file)));

    assertEquals(totals(2, 0, 1, 1, 0), tried.getJsonObject("totals"));
    assertEquals(tried, done(office.as("head").upload("/imports/check", file)), "tried twice over one connection");
    assertEquals(0, office.count("SELECT count(*) FROM clients.client WHERE region IS NOT NULL"));
    assertEquals(before, office.count(written));
  }

  @Test
  void a_tried_file_knows_in_its_later_parts_what_the_earlier_ones_would_have_made() {
    byte[] file = bytes(partOf(Importer.PART).append("Клиент 0;84959999999\nДругое имя;84959999999\n"));

    JsonObject tried = done(office.as("head").upload("/imports/check", file));
    assertEquals(totals(Importer.PART + 2, Importer.PART, 2, 0, 0).put("completed", 1).put("unchanged", 1),
        tried.getJsonObject("totals"));
    JsonObject loaded = done(office.as("head").upload("/imports", file));
    assertEquals(tried.getJsonObject("totals"), loaded.getJsonObject("totals"));
    assertEquals(codes(tried.getJsonArray("rows").getJsonObject(0)),
        codes(loaded.getJsonArray("rows").getJsonObject(0)));
  }

  @Test
  @DisplayName("A client that somebody is changing costs its row, not the load; the same file again brings it in")
  void a_client_that_is_being_changed_is_refused_as_one_row() {
    ClientId held = known("Полюс", "+78432223344");
    byte[] file = bytes("Клиент;Телефон;Регион\nПолюс;88432223344;Казань\nБета;84951112233;\n");

    JsonObject loaded = whileHeld(held, () -> done(office.as("head").upload("/imports", file)));

    assertEquals(totals(2, 1, 0, 0, 1), loaded.getJsonObject("totals"));
    JsonObject row = loaded.getJsonArray("rows").getJsonObject(0);
    assertEquals(Set.of("client_busy"), codes(row));
    assertEquals(List.of("Полюс", "88432223344", "Казань"), row.getJsonArray("cells").getList());
    assertEquals(totals(2, 0, 1, 1, 0), done(office.as("head").upload("/imports", file)).getJsonObject("totals"));
  }

  @Test
  void a_client_that_is_let_go_before_the_end_is_loaded_after_all() throws Exception {
    ClientId held = known("Полюс", "+78432223344");
    byte[] file = bytes("Клиент;Телефон;Регион\nПолюс;88432223344;Казань\nЖдёт;84951112233;\n");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> load = postgres.database().transaction(gate -> {
        gate.query("SELECT pg_advisory_xact_lock($1)", _ -> true, GATE);
        return whileHeld(held, () -> {
          Future<Answer> begun = threads.submit(() -> office.as("head").upload("/imports", file));
          Await.until(() -> waitsAtTheGate(), "the load does not come to its second row");
          return begun;
        });
      });
      assertEquals(totals(2, 1, 1, 0, 0), done(load.get()).getJsonObject("totals"));
    }
  }

  private static boolean waitsAtTheGate() {
    return office.count("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'INSERT INTO clients.client%'"
        + " AND wait_event = 'PgSleep'") > 0;
  }

  @Test
  void whoever_edits_a_client_of_an_earlier_part_does_not_wait_for_the_file() throws Exception {
    ClientId early = known("Полюс", "+78432223344");
    byte[] file = bytes("Клиент;Телефон;Регион\nПолюс;88432223344;Казань\n"
        + partOf(Importer.PART).toString().lines().skip(1).map(line -> line + ";\n").reduce("", String::concat)
        + "Ждёт;84951112233;\n");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> load = postgres.database().transaction(gate -> {
        gate.query("SELECT pg_advisory_xact_lock($1)", _ -> true, GATE);
        Future<Answer> begun = threads.submit(() -> office.as("head").upload("/imports", file));
        Await.until(() -> waitsAtTheGate(), "the load does not come to its last part");
        assertEquals("Казань", office.clients().passports().find(early).orElseThrow().client().fields().region()
            .orElse(""), "the earlier part is committed");
        postgres.database().inTransaction(editor -> {
          editor.query("SELECT set_config('lock_timeout', '200', true)", _ -> true);
          editor.update("UPDATE clients.client SET note = 'edited' WHERE id = $1", early);
        });
        return begun;
      });
      assertEquals(Importer.PART + 2, done(load.get()).getJsonObject("totals").getInteger("rows"));
    }
  }

  @Test
  @DisplayName("A load that is stopped tells what stays and from where on; the same file again doubles nothing")
  void a_stopped_load_is_told_truthfully_and_can_be_repeated() {
    byte[] file = bytes(partOf(Importer.PART - 1).append("Без номера;\nОбрыв;\nПоследний;\n"));

    Answer stopped = office.as("head").upload("/imports?fileName=stopped.csv", file);

    assertEquals("failed", stopped.json().getString("state"), stopped.text());
    JsonObject failure = stopped.json().getJsonObject("failure");
    assertEquals("stopped", failure.getString("code"));
    assertEquals(Importer.PART + 1, failure.getInteger("line"));
    assertTrue(failure.getString("detail").contains("nothing is doubled"), failure.encode());
    JsonObject kept = stopped.json().getJsonObject("result");
    assertEquals(totals(Importer.PART, Importer.PART, 0, 0, 0), kept.getJsonObject("totals"));
    assertEquals(Importer.PART, office.count("SELECT count(*) FROM clients.client"));
    JsonObject listed = office.as("head").get("/imports").first("items");
    assertEquals(kept.getJsonObject("totals"), listed.getJsonObject("totals"));
    assertFalse(listed.getBoolean("complete"));
    assertEquals(Importer.PART + 1, listed.getInteger("doneThrough"));
    assertEquals(List.of("clients.import_stopped", "clients.import_begun"),
        office.auditOf("import:" + listed.getLong("id")));
    assertEquals(Importer.PART, office.directory().size().clients());
    assertEquals(200, office.as("head").get("/imports/jobs/" + stopped.json().getString("id") + "/report").status());

    easy_names();
    JsonObject again = done(office.as("head").upload("/imports?fileName=stopped.csv", file));
    assertEquals(totals(Importer.PART + 2, 2, 0, Importer.PART, 0), again.getJsonObject("totals"));
    assertEquals(Importer.PART + 2, office.count("SELECT count(*) FROM clients.client"));
    assertTrue(office.as("head").get("/imports").first("items").getBoolean("complete"));
  }

  @Test
  void clients_known_by_name_alone_are_not_doubled_by_the_same_file_but_told_by_another() {
    byte[] file = bytes("Клиент;Регион\nАльфа;Казань\nБета;\nАльфа;Казань\n");
    assertEquals(totals(3, 2, 0, 1, 0), done(office.as("head").upload("/imports", file)).getJsonObject("totals"));

    assertEquals(totals(3, 0, 0, 3, 0), done(office.as("head").upload("/imports/check", file)).getJsonObject("totals"));
    assertEquals(totals(3, 0, 0, 3, 0), done(office.as("head").upload("/imports", file)).getJsonObject("totals"));
    JsonObject other = done(office.as("head").upload("/imports", bytes("Клиент\nАльфа\n")));
    assertEquals(Set.of("same_name"), codes(other.getJsonArray("rows").getJsonObject(0)));
    assertEquals(3, office.count("SELECT count(*) FROM clients.client"));
  }

  @Test
  @DisplayName("Pain 16: a row that the database does not take is refused, and no other row suffers")
  void a_row_that_cannot_be_stored_is_refused_alone() {
    JsonObject loaded = done(office.as("head").upload("/imports",
        bytes("Клиент;Телефон\nАльфа;84951110001\nНе лезет;84951110002\nБета;84951110003\n")));

    assertEquals(totals(3, 2, 0, 0, 1), loaded.getJsonObject("totals"));
    JsonObject row = loaded.getJsonArray("rows").getJsonObject(0);
    assertEquals(3, row.getInteger("line"));
    assertEquals(Set.of("not_stored"), codes(row));
  }

  @Test
  void a_file_that_breaks_off_in_its_last_line_changes_nothing() {
    Answer broken = office.as("head").upload("/imports", bytes(partOf(Importer.PART + 1).append("\"Альфа;1\n")));

    assertEquals("broken_row", broken.json().getJsonObject("failure").getString("code"));
    assertEquals(0, office.count("SELECT count(*) FROM clients.client"));
  }

  @Test
  @DisplayName("P1: managers and KAMs own clients, nobody else, not by a file either")
  void an_owner_is_somebody_whose_role_owns_clients() {
    JsonObject loaded = done(office.as("head").upload("/imports",
        bytes("Клиент;Менеджер\nАльфа;olga\nБета;kam\nГамма;admin\nДельта;scout\n")));

    assertEquals(totals(4, 2, 0, 0, 2), loaded.getJsonObject("totals"));
    for (int row : new int[] {0, 1}) {
      assertEquals(Set.of("not_an_owner"), codes(loaded.getJsonArray("rows").getJsonObject(row)));
    }
    assertEquals(2, office.count("SELECT count(*) FROM clients.client WHERE owner IS NOT NULL"));
  }

  @Test
  @DisplayName("P8.4: of a long row the page shows the beginning, the report has all")
  void long_rows_fill_the_report_and_not_the_answer() {
    String longCell = "я".repeat(3_000);
    var file = new StringBuilder("Клиент;Телефон;Заметка;Ещё\n");
    IntStream.range(0, 10).forEach(n -> file.append("Альфа;нет номера ").append(longCell).append(";Ж;Ж\n"));
    Answer answer = office.as("head").upload("/imports/check", bytes(file));

    JsonObject checked = done(answer);
    assertEquals(totals(10, 0, 0, 0, 10), checked.getJsonObject("totals"));
    JsonObject row = checked.getJsonArray("rows").getJsonObject(0);
    assertEquals(List.of("Альфа", ("нет номера " + longCell).substring(0, Glance.CELL) + "…", "Ж", "Ж"),
        row.getJsonArray("cells").getList());
    assertTrue(answer.text().length() < 15_000, answer.text().length() + " characters");
    String report = office.as("head").get("/imports/jobs/" + answer.json().getString("id") + "/report").text();
    assertEquals(10, report.split("нет номера " + longCell + "\";\"Ж\";\"Ж\"", -1).length - 1);
  }

  @Test
  @DisplayName("P16.2: a file is listed under its name, and no name turns the line around or leads elsewhere")
  void a_name_of_a_file_is_plain_text_on_one_line() {
    Answer answer = office.as("head").upload(
        "/imports/check?fileName=..%2F%E2%80%AEvsc.exe%0D%0A%5Cclients.csv", bytes("Клиент\nАльфа\n"));

    assertEquals(".. vsc.exe  clients.csv", answer.json().getString("fileName"));
  }

  @Test
  void only_the_last_jobs_are_remembered() {
    var jobs = new ArrayList<String>();
    for (int n = 0; n < ImportJobs.REMEMBERED + 2; n++) {
      jobs.add(office.as("head").upload("/imports/check", bytes("Клиент\nАльфа\n")).json().getString("id"));
    }
    List<Integer> answers =
        jobs.stream().map(job -> office.as("head").get("/imports/jobs/" + job).status()).toList();
    assertEquals(List.of(404, 404), answers.subList(0, 2));
    assertEquals(Set.of(200), Set.copyOf(answers.subList(2, answers.size())));
  }

  @Test
  void more_files_than_one_person_may_have_waiting_are_not_taken() throws Exception {
    byte[] slow = bytes("Клиент\nЖдёт\n");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new ArrayList<Future<Answer>>();
      postgres.database().inTransaction(gate -> {
        gate.query("SELECT pg_advisory_xact_lock($1)", _ -> true, GATE);
        IntStream.range(0, ImportJobs.OF_ONE + 2).forEach(_ ->
            asked.add(threads.submit(() -> office.as("head").upload("/imports", slow))));
        Await.until(() -> asked.stream().filter(Future::isDone).count() == 2, "the last two are not refused");
      });
      var statuses = new ArrayList<Integer>();
      for (Future<Answer> each : asked) {
        statuses.add(each.get().status());
      }
      assertEquals(2, statuses.stream().filter(status -> status == 409).count(), statuses.toString());
      assertEquals(ImportJobs.OF_ONE, statuses.stream().filter(status -> status == 200).count());
    }
  }
}
