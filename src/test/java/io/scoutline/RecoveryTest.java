package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P2.6: calls that happened while the server was down are found in the PBX's own records; nothing counts twice. */
class RecoveryTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  Path folder;

  @AutoClose
  private Office office;

  @BeforeEach
  void open() {
    office = Office.anew(folder, postgres, "+74950000001");
    office.awaitListening();
  }

  @Test
  void a_call_that_nobody_took_while_the_server_was_down_is_owed_a_call_back() throws Exception {
    office.app.close();
    happened("no-answer", Instant.now().minusSeconds(600));
    office.again();
    awaitCalls(1);
    JsonObject call = calls().getJsonObject(0);
    assertEquals("no_answer", call.getString("disposition"));
    assertEquals(List.of("records"), evidence());
    assertEquals("Север-Логистик", call.getString("clientName"));
    try (Guest manager = office.guest("manager")) {
      Await.until(() -> manager.get("/api/promises").getJsonArray("items").size() == 1, "no call-back is owed"); // P3.6
    }
  }

  /** P3.6: whether somebody is owed a call follows from when the calls were, not from when they became known. */
  @Test
  void a_missed_call_that_is_found_after_its_client_was_spoken_with_is_owed_nothing() throws Exception {
    happened("incoming-answered", Instant.now().minusSeconds(600));
    awaitCalls(1);
    happened("no-answer", Instant.now().minusSeconds(3_600));
    awaitCalls(2);
    Await.until(() -> promises("kept_call IS NOT NULL") == 1, "the missed call was not considered");
    assertEquals(0, promises("kept_at IS NULL"));
  }

  @Test
  void a_conversation_of_a_down_time_counts_and_opens_no_card() throws Exception {
    office.app.close();
    happened("incoming-answered", Instant.now().minusSeconds(600));
    office.again();
    try (Guest head = office.guest("head").follow("board"); Guest manager = office.guest("manager").follow("desk")) {
      awaitCalls(1);
      Await.until(() -> answeredBy(head, "manager") == 1, "the board has not counted it"); // P7.3
      assertEquals(new JsonArray(), manager.await("desk", "snapshot", _ -> true).getJsonArray("cards"));
    }
  }

  @Test
  void what_is_read_again_is_known() throws Exception {
    happened("incoming-answered", Instant.now().minusSeconds(600));
    happened("attended-transfer", Instant.now().minusSeconds(300));
    awaitCalls(2);
    office.app.database().update("UPDATE calls.records_place SET at = 0");
    office.restart();
    happened("busy", Instant.now().minusSeconds(60));
    awaitCalls(3);
    assertEquals(List.of("records", "records", "records"), evidence());
  }

  @Test
  void a_file_that_was_rotated_is_read_to_its_end_and_then_the_next() throws Exception {
    happened("incoming-answered", Instant.now().minusSeconds(600));
    awaitCalls(1);
    office.app.close();
    happened("busy", Instant.now().minusSeconds(300));
    Files.move(office.records(), office.records().resolveSibling("records.csv.1"));
    happened("no-answer", Instant.now().minusSeconds(60));
    office.again();
    awaitCalls(3);
  }

  @Test
  void calls_that_began_files_ago_are_whole_after_a_restart() throws Exception {
    happened("busy", Instant.now().minusSeconds(900));
    awaitCalls(1);
    List<String> first = WrittenCall.lines("incoming-answered", Instant.now().minusSeconds(600)).lines().toList();
    List<String> second = WrittenCall.lines("hold", Instant.now().minusSeconds(400)).lines().toList();
    written(String.join("\n", first.subList(0, 6)) + "\n");
    rotated("records.csv.2", 500);
    written(String.join("\n", second.subList(0, 6)) + "\n");
    happened("no-answer", Instant.now().minusSeconds(400));
    rotated("records.csv.1", 300);
    happened("hang-up-in-ringing", Instant.now().minusSeconds(200));
    awaitCalls(3);
    office.restart();
    written(String.join("\n", first.subList(6, first.size())) + "\n");
    written(String.join("\n", second.subList(6, second.size())) + "\n");
    awaitCalls(5);
    Await.until(() -> calls().stream().map(JsonObject.class::cast)
        .filter(call -> "answered".equals(call.getString("disposition"))).count() == 2, () -> "there are " + calls());
  }

  @Test
  void junk_between_the_records_stops_nothing() throws Exception {
    Files.write(office.records(), new byte[] {'"', 0, (byte) 0xff, '\n', '"', '"', ',', '\n'});
    Files.writeString(office.records(),
        "\"HANGUP\",\"soon\",\"1\",\"1\",\"PJSIP/x\",\"\",\"\",\"{]\",\"\",\"\"\n", StandardOpenOption.APPEND);
    happened("incoming-answered", Instant.now().minusSeconds(600));
    awaitCalls(1);
  }

  private int promises(String where) {
    return office.app.database().one("SELECT count(*)::integer FROM promises.promise WHERE " + where,
        row -> row.getInteger(0)).orElseThrow();
  }

  private int answeredBy(Guest head, String person) {
    return head.get("/api/board").getJsonArray("rows").stream().map(JsonObject.class::cast)
        .filter(row -> row.getJsonObject("person").getString("name").equals(person))
        .mapToInt(row -> row.getInteger("answered")).sum();
  }

  private JsonArray calls() {
    try (Guest head = office.guest("head")) {
      return head.get("/api/calls").getJsonArray("items");
    }
  }

  private void awaitCalls(int count) {
    Await.until(() -> evidence().size() == count, () -> "there are " + evidence());
  }

  private List<String> evidence() {
    return office.app.database().query("SELECT end_evidence FROM calls.call ORDER BY id", row -> row.getString(0));
  }

  /** The PBX writes a call down that began at this moment. */
  private void happened(String name, Instant began) throws IOException {
    written(WrittenCall.lines(name, began));
  }

  private void written(String lines) throws IOException {
    Files.writeString(office.records(), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void rotated(String name, int secondsAgo) throws IOException {
    Files.setLastModifiedTime(office.records(), FileTime.from(Instant.now().minusSeconds(secondsAgo)));
    Files.move(office.records(), office.records().resolveSibling(name));
  }
}
