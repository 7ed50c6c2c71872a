package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P6.8: wherever a call is shown, what can be played of it is what its reader may hear. */
class PlaySignsTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static Office office;

  @BeforeAll
  static void open() {
    office = new Office(folder, postgres.config());
    office.addClient("Север-Логистик", "Ирина Гаврилова", "+74951234567", "manager");
  }

  @AfterAll
  static void shut() {
    office.close();
  }

  @Test
  void list_page_and_history_name_a_recording_to_whoever_may_hear_it_and_to_nobody_else() {
    String call = recordedTalk("manager", "101");
    office.app.database().update("UPDATE clients.client SET owner = $1", office.people.get("deputy"));
    office.app.clients().catchUp();

    // The deputy sees the call, for the client is theirs now, and was not there when it was spoken.
    Map<String, Integer> audible = Map.of("manager", 1, "deputy", 0, "head", 1, "super", 1, "admin", 0);
    audible.forEach((who, recordings) -> {
      try (Guest guest = office.guest(who)) {
        assertEquals(recordings, recordingsOf(inList(guest, call)), who + "'s list");
        assertEquals(recordings, recordingsOf(guest.get("/api/calls/" + call).getJsonObject("line")), who + "'s page");
      }
    });
    try (Guest scout = office.guest("scout")) {
      assertTrue(scout.get("/api/calls").getJsonArray("items").isEmpty(), "not theirs (P16.1)");
    }

    try (Guest deputy = office.guest("deputy").follow("desk")) {
      String own = recordedTalk("deputy", "102");
      JsonObject card = deputy.await("desk", "card", seen -> seen.getString("callId").equals(own)
          && seen.getJsonObject("detail") != null);
      JsonObject earlier = card.getJsonObject("detail").getJsonArray("history").getJsonObject(0);
      assertEquals(call, earlier.getString("id"), "the history shows whoever had the call (P3.2)");
      assertEquals(0, recordingsOf(earlier));
      assertEquals(1, recordingsOf(inList(deputy, own)));
    }
  }

  /** A conversation of this person with the client, when its recording can be played. */
  private static String recordedTalk(String who, String extension) {
    try (Guest guest = office.guest(who).follow("desk")) {
      office.pbx.call(Scenario.inbound("+74951234567", "74950000000")
          .phone(extension, Behaviour.answersAfter(Duration.ofSeconds(4))).talk(Duration.ofSeconds(30))
          .clientHangsUp()).completion().join();
      String call = guest.await("desk", "recorded", _ -> true).getString("callId");
      Await.until(() -> recordingsOf(inList(guest, call)) == 1, "the recording is not among the calls");
      return call;
    }
  }

  private static JsonObject inList(Guest guest, String call) {
    return guest.get("/api/calls").getJsonArray("items").stream().map(JsonObject.class::cast)
        .filter(line -> line.getString("id").equals(call)).findFirst().orElseThrow();
  }

  private static int recordingsOf(JsonObject line) {
    return line.getJsonArray("recordings").size();
  }
}
