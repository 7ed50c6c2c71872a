package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P2.5: wrap-up has a deadline that can be put off, and what was typed outlives it. */
class WrapUpTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static Office office;

  @BeforeAll
  static void open() {
    office = new Office(folder, postgres.config(), "6s");
    office.addClient("Север-Логистик", "Ирина Гаврилова", "+74951234567", "manager");
  }

  @AfterAll
  static void shut() {
    office.close();
  }

  @Test
  void more_time_can_be_asked_for_and_what_was_typed_outlives_the_card() {
    try (Guest manager = office.guest("manager").follow("desk"); Guest deputy = office.guest("deputy")) {
      office.pbx.call(Scenario.inbound("+74951234567", "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(4))).talk(Duration.ofSeconds(30)).clientHangsUp())
          .completion().join();
      JsonObject card = manager.await("desk", "card", seen -> seen.getString("phase").equals("wrap_up"));
      String id = card.getString("callId");
      Instant first = Instant.parse(card.getString("wrapUpUntil"));
      var more = new JsonObject().put("minutes", 2);
      assertEquals(404, deputy.status("POST", "/api/calls/" + id + "/wrap-up", more), "not theirs (P16.1)");
      assertEquals(200, manager.status("POST", "/api/calls/" + id + "/wrap-up", more));
      manager.await("desk", "card", seen -> seen.getString("wrapUpUntil") != null
          && Instant.parse(seen.getString("wrapUpUntil")).equals(first.plusSeconds(120)));
      manager.types(id, "Прислать расчёт");
      assertTrue(unwritten(manager).isEmpty(), "the card is still open");
      assertEquals(400, manager.status("POST", "/api/calls/" + id + "/wrap-up", new JsonObject().put("minutes", 60)));

      assertEquals(204,
          manager.status("POST", "/api/calls/" + id + "/write-up", new JsonObject().put("note", "Расчёт")));
      assertEquals(409, manager.status("POST", "/api/calls/" + id + "/wrap-up", more), "written up");
      assertTrue(unwritten(manager).isEmpty());
    }
  }

  @Test
  void a_card_whose_time_is_over_goes_and_its_call_waits_among_the_unwritten_with_what_was_typed() {
    try (Guest manager = office.guest("manager").follow("desk"); Guest deputy = office.guest("deputy")) {
      office.pbx.call(Scenario.inbound("+74951234567", "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(4))).talk(Duration.ofSeconds(60)).clientHangsUp());
      String id = manager.await("desk", "card", seen -> seen.getString("phase").equals("talking")).getString("callId");
      manager.types(id, "Прислать расчёт");
      manager.await("desk", "closed", closed -> closed.getString("callId").equals(id)
          && closed.getString("reason").equals("wrap_up_over"));
      manager.await("desk", "availability", now -> now.getString("state").equals("available"));
      Await.until(() -> !unwritten(manager).isEmpty(), "the call is not among the unwritten");
      JsonObject waiting = unwritten(manager).getJsonObject(0);
      assertEquals(id, waiting.getString("call"));
      assertEquals("Север-Логистик", waiting.getString("clientName"));
      assertEquals("Прислать расчёт", waiting.getJsonObject("draft").getString("text"));
      assertTrue(waiting.getLong("talkMs") > 0);
      assertTrue(unwritten(deputy).isEmpty(), "not theirs (P16.1)");
      assertEquals(204,
          manager.status("POST", "/api/calls/" + id + "/write-up", new JsonObject().put("note", "Расчёт")));
      assertTrue(unwritten(manager).isEmpty());
    }
  }

  @Test
  void a_restart_neither_shortens_a_wrap_up_that_was_put_off_nor_brings_back_one_that_was_over() {
    String over;
    String putOff;
    Instant until;
    try (Guest manager = office.guest("manager").follow("desk")) {
      over = toWriteUp(manager, "");
      manager.await("desk", "closed", closed -> closed.getString("callId").equals(over));
      Await.until(() -> office.app.database().exactlyOne("SELECT count(*) FROM desk.wrap_up WHERE over",
          row -> row.getLong(0)) > 0, "that its time was over is not written down");
      putOff = toWriteUp(manager, over);
      assertEquals(200, manager.status("POST", "/api/calls/" + putOff + "/wrap-up",
          new JsonObject().put("minutes", 10)));
      until = Instant.parse(manager.await("desk", "card", seen -> seen.getString("callId").equals(putOff)
          && seen.getString("wrapUpUntil") != null && Instant.parse(seen.getString("wrapUpUntil"))
          .isAfter(Instant.now().plusSeconds(300))).getString("wrapUpUntil"));
      Await.until(() -> unwritten(manager).stream().anyMatch(one -> over.equals(((JsonObject) one).getString("call"))),
          "the rows of the calls are not written");
    }
    office.restart();
    try (Guest manager = office.guest("manager").follow("desk")) {
      JsonArray cards = manager.await("desk", "snapshot", _ -> true).getJsonArray("cards");
      assertEquals(1, cards.size(), cards.encodePrettily());
      assertEquals(putOff, cards.getJsonObject(0).getString("callId"));
      assertEquals(until, Instant.parse(cards.getJsonObject(0).getString("wrapUpUntil")));
      for (String call : List.of(over, putOff)) {
        assertEquals(204, manager.status("POST", "/api/calls/" + call + "/write-up",
            new JsonObject().put("note", "Расчёт")));
      }
    }
  }

  /** Another conversation than that one, to be written up by the manager. */
  private static String toWriteUp(Guest manager, String other) {
    office.pbx.call(Scenario.inbound("+74951234567", "74950000000")
        .phone("101", Behaviour.answersAfter(Duration.ofSeconds(4))).talk(Duration.ofSeconds(30)).clientHangsUp())
        .completion().join();
    return manager.await("desk", "card", seen -> seen.getString("phase").equals("wrap_up")
        && !seen.getString("callId").equals(other)).getString("callId");
  }

  private static JsonArray unwritten(Guest guest) {
    return guest.get("/api/me/unwritten").getJsonArray("items");
  }
}
