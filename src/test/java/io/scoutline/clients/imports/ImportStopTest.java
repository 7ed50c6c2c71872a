package io.scoutline.clients.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.clients.Page.Answer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P8.4, P16.1: a load ends when whoever began it or an admin says so; what is loaded stays and is told. */
class ImportStopTest extends ImportCase {

  private static final int GATE = 4712;
  private static final String FILE = "stopped.csv";

  /** Where the load stands when it is stopped: the last row of its second part waits for the gate. */
  @BeforeEach
  void a_row_that_waits() {
    postgres.database().update("""
        CREATE OR REPLACE FUNCTION clients.waiting() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF new.name = 'Ждёт' THEN
            WHILE NOT pg_try_advisory_xact_lock_shared(4712) LOOP PERFORM pg_sleep(0.02); END LOOP;
          END IF;
          RETURN new;
        END $$""");
    postgres.database().update(
        "CREATE TRIGGER waiting BEFORE INSERT ON clients.client FOR EACH ROW EXECUTE FUNCTION clients.waiting()");
  }

  @AfterEach
  void nothing_waits() {
    postgres.database().update("DROP TRIGGER IF EXISTS waiting ON clients.client");
  }

  /** Three parts, of which the second waits. */
  private static byte[] file() {
    var file = new StringBuilder("Клиент;Телефон\nБез номера;\n");
    for (int n = 1; n < 2 * Importer.PART - 1; n++) {
      file.append("Клиент ").append(n).append(';').append(84_950_000_000L + n).append('\n');
    }
    return file.append("Ждёт;84951112233\nПоследний;84951112244\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonObject running(String login) {
    return office.as(login).get("/imports").first("items").getJsonObject("running");
  }

  private static Answer stop(String login, String job) {
    return office.as(login).post("/imports/jobs/" + job + "/stop", new JsonObject());
  }

  /** What came of the load and of the question to stop it, which was asked while the second part was under way. */
  private record Stopped(JsonObject load, JsonObject answer) {}

  private static Stopped stopped(String beganBy, String stoppedBy) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = new AtomicReference<Future<Answer>>();
      Future<Answer> load = whileItWaits(threads, beganBy, job -> {
        asked.set(threads.submit(() -> stop(stoppedBy, job)));
        Await.until(() -> office.as(beganBy).get("/imports/jobs/" + job).json().getBoolean("stopping"),
            "the load is not asked to stop");
      });
      return new Stopped(load.get().json(), asked.get().get().json());
    }
  }

  private static Future<Answer> whileItWaits(ExecutorService threads, String beganBy, Consumer<String> work) {
    return postgres.database().transaction(gate -> {
      gate.query("SELECT pg_advisory_xact_lock($1)", _ -> true, GATE);
      Future<Answer> begun = threads.submit(() -> office.as(beganBy).upload("/imports?fileName=" + FILE, file()));
      Await.until(() -> office.count("SELECT count(*) FROM pg_stat_activity WHERE query LIKE"
          + " 'INSERT INTO clients.client%' AND wait_event = 'PgSleep'") > 0, "the second part is not reached");
      work.accept(running(beganBy).getString("job"));
      return begun;
    });
  }

  @Test
  @DisplayName("What was loaded stays, the report is there, and the same file goes on from there")
  void whoever_began_a_load_stops_it_after_the_part_under_way() throws Exception {
    Stopped stopped = stopped("researcher", "researcher");

    JsonObject failure = stopped.load().getJsonObject("failure");
    assertEquals("stopped_on_request", failure.getString("code"), stopped.load().encode());
    assertEquals(2 * Importer.PART + 1, failure.getInteger("line"), "two parts and the line of the headers");
    assertEquals(totals(2 * Importer.PART, 2 * Importer.PART, 0, 0, 0),
        stopped.load().getJsonObject("result").getJsonObject("totals"));
    assertEquals(failure, stopped.answer().getJsonObject("failure"), "whoever stopped it is told the same");
    assertEquals(2 * Importer.PART, office.count("SELECT count(*) FROM clients.client"));
    assertEquals(2 * Importer.PART, office.directory().size().clients(), "and calls know them");

    JsonObject listed = office.as("researcher").get("/imports").first("items");
    assertFalse(listed.getBoolean("complete"));
    assertEquals(2 * Importer.PART + 1, listed.getInteger("doneThrough"));
    assertNull(listed.getJsonObject("running"));
    assertEquals(200, office.as("researcher").get("/imports/jobs/" + stopped.load().getString("id") + "/report")
        .status());

    nothing_waits();
    JsonObject again = done(office.as("researcher").upload("/imports?fileName=" + FILE, file()));
    assertEquals(totals(2 * Importer.PART + 1, 1, 0, 2 * Importer.PART, 0), again.getJsonObject("totals"));
    assertTrue(office.as("researcher").get("/imports").first("items").getBoolean("complete"));
  }

  @Test
  @DisplayName("P16.4: an admin stops anybody's load, and the audit says who it was")
  void an_admin_stops_what_somebody_else_began() throws Exception {
    Stopped stopped = stopped("head", "admin");

    assertEquals("stopped_on_request", stopped.load().getJsonObject("failure").getString("code"));
    long record = stopped.load().getJsonObject("result").getLong("importId");
    assertEquals(List.of("clients.import_stopped", "clients.import_begun"), office.auditOf("import:" + record));
    assertEquals(office.id("admin").value(), office.count("SELECT actor FROM audit.entry WHERE subject = 'import:"
        + record + "' AND action = 'clients.import_stopped'"));
  }

  @Test
  void nobody_else_stops_it() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> load = whileItWaits(threads, "admin", job -> {
        assertEquals("403 not_your_import", said(stop("head", job)), "heads see it, and it is not theirs");
        assertEquals("404 not_found", said(stop("researcher", job)));
        for (String login : List.of("manager", "supervisor", "scout")) {
          assertEquals("403 role", said(stop(login, job)), login);
        }
        assertTrue(running("admin").getBoolean("mayStop"));
        assertFalse(running("head").getBoolean("mayStop"));
      });
      assertEquals(2 * Importer.PART + 1, done(load.get()).getJsonObject("totals").getInteger("rows"));
      JsonObject over = stop("admin", load.get().json().getString("id")).json();
      assertEquals("done", over.getString("state"), "what is over stays as it ended");
    }
  }

  @Test
  void a_file_that_waits_for_its_turn_is_not_begun() throws Exception {
    byte[] shortOne = "Клиент\nАльфа\n".getBytes(StandardCharsets.UTF_8);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var second = new AtomicReference<Future<Answer>>();
      whileItWaits(threads, "head", first -> {
        second.set(threads.submit(() -> office.as("researcher").upload("/imports", shortOne)));
        var waiting = new AtomicReference<String>();
        Await.until(() -> waitingBeside(first, waiting), "the second file is not taken");
        threads.submit(() -> stop("researcher", waiting.get()));
        Await.until(() -> office.as("researcher").get("/imports/jobs/" + waiting.get()).json().getBoolean("stopping"),
            "it is not asked to stop");
      }).get();
      JsonObject failure = second.get().get().json().getJsonObject("failure");
      assertEquals("stopped_on_request", failure.getString("code"));
      assertNull(failure.getInteger("line"));
      assertEquals(0, office.count("SELECT count(*) FROM clients.client WHERE name = 'Альфа'"));
    }
  }

  @Test
  @DisplayName("P8.4: one's fourth file is refused while three are not done, somebody else's is taken")
  void nobody_keeps_the_others_from_loading() throws Exception {
    byte[] shortOne = "Клиент\nАльфа\n".getBytes(StandardCharsets.UTF_8);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var taken = new ArrayList<Future<Answer>>();
      whileItWaits(threads, "head", _ -> {
        for (String login : List.of("head", "head", "researcher")) {
          taken.add(threads.submit(() -> office.as(login).upload("/imports/check", shortOne)));
        }
        Await.until(() -> filesHere() == 4, "three are not taken beside the one that is loaded");
        assertEquals("409 your_imports_waiting", said(office.as("head").upload("/imports/check", shortOne)));
        assertEquals(4, filesHere(), "nothing of it was kept");
      }).get();
      for (Future<Answer> one : taken) {
        done(one.get());
      }
    }
  }

  /** Files that are loaded, tried or waiting, without their reports. */
  private static long filesHere() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches("[0-9a-f-]{36}\\.csv")).count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A file in the folder is named after its job; it is asked for until the job is there. */
  private static boolean waitingBeside(String first, AtomicReference<String> found) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      files.map(file -> file.getFileName().toString()).filter(name -> name.matches("[0-9a-f-]{36}\\.csv"))
          .map(name -> name.substring(0, 36)).filter(job -> !job.equals(first))
          .filter(job -> office.as("researcher").get("/imports/jobs/" + job).status() == 200)
          .findFirst().ifPresent(found::set);
    }
    return found.get() != null;
  }

  private static String said(Answer answer) {
    return answer.status() + " " + answer.code();
  }
}
