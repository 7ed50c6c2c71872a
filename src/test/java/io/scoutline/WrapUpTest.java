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
    office = new Office(folder, () -> new JsonObject().put("host", postgres.address().host())
        .put("port", postgres.address().port()).put("name", postgres.address().name())
        .put("user", postgres.address().user()).put("password", postgres.address().password()), "6s");
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

  private static JsonArray unwritten(Guest guest) {
    return guest.get("/api/me/unwritten").getJsonArray("items");
  }
}
