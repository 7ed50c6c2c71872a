package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P2.7: the flight record of a call that was had, taken away as a file and stepped through by an admin. */
class FlightFileTest {

  private static final String NUMBER = "+74951234567";

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static Office office;
  private static String call;

  @BeforeAll
  static void open() {
    office = new Office(folder, postgres.config());
    office.addClient("Север-Логистик", "Ирина Гаврилова", NUMBER, "manager");
    try (Guest manager = office.guest("manager").follow("desk")) {
      office.pbx.call(Scenario.inbound(NUMBER, "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(4))).talk(Duration.ofSeconds(30))
          .clientHangsUp()).completion().join();
      call = manager.await("desk", "card", card -> card.getString("phase").equals("wrap_up")).getString("callId");
      Await.until(() -> manager.get("/api/calls/" + call).getString("evidence") != null, "the row is open");
    }
  }

  @AfterAll
  static void shut() {
    office.close();
  }

  @Test
  void whoever_may_see_a_call_takes_its_record_away_and_it_is_on_the_audit() {
    try (Guest manager = office.guest("manager"); Guest deputy = office.guest("deputy");
        Guest admin = office.guest("admin")) {
      HttpResponse<String> file = manager.send("GET", "/api/calls/" + call + "/flight", null);
      assertEquals("attachment; filename=\"call-" + call + ".jsonl\"",
          file.headers().firstValue("Content-Disposition").orElseThrow());
      var header = new JsonObject(file.body().lines().findFirst().orElseThrow());
      assertEquals(List.of("main", "0.1.0", "RU"), List.of(header.getString("pbx"), header.getString("server"),
          header.getJsonObject("site").getString("region")));
      assertTrue(file.body().contains(NUMBER.substring(1)));
      String masked = manager.send("GET", "/api/calls/" + call + "/flight?masked=true", null).body();
      assertFalse(masked.contains(NUMBER.substring(2)), masked);
      assertTrue(masked.contains("PJSIP/101"), "our own line stays");
      assertEquals(404, deputy.status("GET", "/api/calls/" + call + "/flight", null)); // P16.1: not theirs
      assertTrue(admin.get("/api/audit").getJsonArray("items").stream().map(JsonObject.class::cast).anyMatch(entry ->
          entry.getString("action").equals("call.flight_exported")
              && entry.getString("subject").equals("call:" + call))); // P16.4
    }
  }

  @Test
  void an_admin_steps_through_a_call_and_it_comes_to_what_its_row_says() {
    try (Guest admin = office.guest("admin"); Guest head = office.guest("head")) {
      JsonObject replay = admin.get("/api/calls/" + call + "/replay");
      assertTrue(replay.getBoolean("agrees"), replay.encode());
      assertEquals("answered", replay.getJsonArray("replayed").getJsonObject(0).getString("disposition"));
      assertTrue(replay.getJsonArray("steps").stream().map(JsonObject.class::cast)
          .anyMatch(step -> step.getString("kind").equals("RouteNote")), "what routing answered"); // P4.2
      assertEquals(403, head.status("GET", "/api/calls/" + call + "/replay", null));
    }
  }

  @Test
  void a_file_that_is_brought_is_replayed_and_nothing_of_it_is_kept() {
    try (Guest admin = office.guest("admin"); Guest head = office.guest("head")) {
      String file = admin.send("GET", "/api/calls/" + call + "/flight?masked=true", null).body();
      long before = rows();
      HttpResponse<String> answer = admin.send("POST", "/api/flights/replay", new JsonObject().put("file", file));
      assertEquals(200, answer.statusCode(), answer.body());
      var replay = new JsonObject(answer.body());
      assertTrue(replay.getBoolean("agrees") && replay.getJsonObject("flight").getBoolean("masked"));
      assertEquals(before, rows());
      assertEquals(403, head.status("POST", "/api/flights/replay", new JsonObject().put("file", file)));
    }
  }

  @Test
  void a_hostile_file_is_refused_with_a_problem_and_no_more() {
    try (Guest admin = office.guest("admin")) {
      for (String hostile : List.of("", "null", "{\"type\":\"Flight\",\"format\":1}", "[".repeat(100_000),
          "\u0000\u0001", "{\"type\":\"Flight\",\"format\":99}\n")) {
        HttpResponse<String> answer =
            admin.send("POST", "/api/flights/replay", new JsonObject().put("file", hostile));
        assertEquals(400, answer.statusCode());
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("not_a_flight", new JsonObject(answer.body()).getString("code"));
        assertFalse(answer.body().contains("Exception") || answer.body().contains("jackson"), answer.body());
      }
      var endless = new JsonObject().put("file", "x".repeat(9_000_000));
      assertEquals(413, admin.status("POST", "/api/flights/replay", endless)); // P16.2
    }
  }

  private static long rows() {
    return postgres.database().exactlyOne("SELECT count(*) FROM calls.call", row -> row.getLong(0));
  }
}
