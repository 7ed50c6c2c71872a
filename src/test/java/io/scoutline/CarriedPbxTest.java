package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.carried.CarryScript;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * P2.6, P6.1, P17.4: a PBX on another host, whose records and recordings the shipped script brings. From the folders
 * that it fills on, they go the way of every PBX's.
 */
class CarriedPbxTest {

  private static final String TOKEN = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final String NUMBER = "+74950000001";

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  Path folder;

  private final int port = FreePort.find();
  @AutoClose
  private Office office;
  private CarryScript script;

  @BeforeEach
  void open() {
    script = new CarryScript(folder.resolve("host"), TOKEN).to(URI.create("http://127.0.0.1:" + port))
        .with("CARRY_RECORDINGS", folder.resolve("done").toString());
  }

  private void serve(JsonObject http) {
    office = Office.anew(folder, postgres, NUMBER, config -> {
      config.put("http", http.put("port", port));
      JsonObject pbx = config.getJsonArray("pbxs").getJsonObject(0);
      pbx.remove("recordings");
      pbx.remove("records");
      pbx.put("carried", new JsonObject().put("token", TOKEN).put("done", "/srv/pbx/done"));
    });
    office.awaitListening();
  }

  @Test
  void a_call_that_nobody_saw_is_brought_and_owed_a_call_back() throws Exception {
    serve(new JsonObject());
    assertEquals(0, script.once().exit());
    written("no-answer", Instant.now().minusSeconds(600));
    assertEquals(0, script.once().exit());
    awaitCalls(1);
    try (Guest manager = office.guest("manager")) {
      Await.until(() -> manager.get("/api/promises").getJsonArray("items").size() == 1, "no call-back is owed"); // P3.6
    }
  }

  @Test
  void calls_while_the_server_was_away_come_once_however_the_file_was_rotated_meanwhile() throws Exception {
    serve(new JsonObject());
    assertEquals(0, script.once().exit());
    written("incoming-answered", Instant.now().minusSeconds(900));
    assertEquals(0, script.once().exit());
    awaitCalls(1);
    office.app.close();
    assertEquals(1, script.once().exit());
    written("busy", Instant.now().minusSeconds(600));
    Files.setLastModifiedTime(script.records, FileTime.from(Instant.now().minusSeconds(500)));
    Files.move(script.records, script.records.resolveSibling("scoutline.csv.2"));
    written("no-answer", Instant.now().minusSeconds(400));
    Files.setLastModifiedTime(script.records, FileTime.from(Instant.now().minusSeconds(300)));
    Files.move(script.records, script.records.resolveSibling("scoutline.csv.1"));
    written("hang-up-in-ringing", Instant.now().minusSeconds(100));
    office.again();
    assertEquals(0, script.once().exit());
    awaitCalls(4);
    Files.delete(folder.resolve("host/state/records"));
    assertEquals(0, script.once().exit());
    office.restart();
    written("hidden-number", Instant.now().minusSeconds(60));
    assertEquals(0, script.once().exit());
    awaitCalls(5);
  }

  @Test
  void a_recording_that_is_brought_is_linked_and_can_be_heard() throws Exception {
    serve(new JsonObject());
    Process carrying = script.start();
    try (Guest manager = office.guest("manager").follow("desk")) {
      office.pbx.call(Scenario.inbound(NUMBER, "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(4))).talk(Duration.ofSeconds(30)).clientHangsUp());
      JsonObject ringing = manager.await("desk", "card", card -> card.getString("phase").equals("ringing"));
      String id = ringing.getString("callId");
      manager.await("desk", "recorded", recorded -> recorded.getString("callId").equals(id)); // P6.1
      JsonObject recording = manager.get("/api/recordings?call=" + id).getJsonArray("items").getJsonObject(0);
      assertEquals(200, manager.status("GET", "/api/recordings/" + recording.getString("id") + "/audio", null));
      Await.until(() -> isEmpty(folder.resolve("done")), "it still lies at the PBX");
      Await.until(() -> isEmpty(folder.resolve("data/carried/main/done")), "it still lies on its way");
    } finally {
      carrying.destroy();
      carrying.waitFor();
    }
  }

  @Test
  void operators_see_what_was_brought_and_the_printed_files_name_the_folder_of_the_pbxs_host() throws Exception {
    serve(new JsonObject());
    written("busy", Instant.now().minusSeconds(600));
    assertEquals(0, script.once().exit());
    String lines = WrittenCall.lines("busy", Instant.now().minusSeconds(60));
    Files.writeString(script.records, lines, StandardOpenOption.APPEND);
    assertEquals(0, script.once().exit());
    try (Guest operator = new Guest(office.app.managementPort().orElseThrow()); Guest admin = office.guest("admin")) {
      assertEquals("up", operator.get("/health/ready").getJsonObject("checks").getJsonObject("carried:main")
          .getString("status"));
      String metrics = operator.send("GET", "/metrics", null).body();
      assertTrue(metrics.contains("scoutline_carried_bytes_total{pbx=\"main\",what=\"records\"} "
          + (double) lines.getBytes(StandardCharsets.UTF_8).length), metrics);
      assertTrue(metrics.contains("scoutline_carried_silence_seconds{pbx=\"main\"}"), metrics);
      String printed = admin.get("/api/pbx/main/setup").encode();
      assertTrue(printed.contains("SCOUTLINE_DONE=/srv/pbx/done"), printed);
    }
  }

  @Test
  void over_https_only_a_server_is_told_whose_certificate_is_trusted() throws Exception {
    Path tls = Path.of("src/test/resources/platform/tls").toAbsolutePath();
    serve(new JsonObject().put("tls", new JsonObject().put("certificate", tls.resolve("certificate.pem").toString())
        .put("key", tls.resolve("key.pem").toString())));
    script.to(URI.create("https://localhost:" + port));
    var distrusted = script.once();
    assertEquals(1, distrusted.exit());
    assertTrue(distrusted.said().contains("certificate"), distrusted.said());
    script.with("CARRY_CA", tls.resolve("certificate.pem").toString());
    assertEquals(0, script.once().exit());
    written("busy", Instant.now().minusSeconds(600));
    assertEquals(0, script.once().exit());
    awaitCalls(1);
  }

  private void written(String name, Instant began) throws IOException {
    Files.writeString(script.records, WrittenCall.lines(name, began), StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void awaitCalls(int count) {
    Await.until(() -> evidence().size() == count, () -> "there are " + evidence());
    assertEquals(List.of("records"), evidence().stream().distinct().toList());
  }

  private List<String> evidence() {
    return office.app.database().query("SELECT end_evidence FROM calls.call ORDER BY id", row -> row.getString(0));
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
