package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of an incoming call, over real sockets: card, own manager, row, count. */
class IncomingCallTest {

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
  void a_client_who_calls_is_answered_by_their_own_manager_with_the_card_open() {
    try (Guest manager = office.guest("manager").follow("desk"); Guest deputy = office.guest("deputy").follow("desk");
        Guest head = office.guest("head").follow("board")) {
      var call = office.pbx.call(Scenario.inbound("+74951234567", "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(4))).talk(Duration.ofSeconds(30)).clientHangsUp());
      JsonObject ringing = manager.await("desk", "card", card -> card.getString("phase").equals("ringing")); // P3.1
      assertEquals("Север-Логистик", ringing.getJsonObject("client").getString("name"));
      assertEquals("Ирина Гаврилова", ringing.getJsonObject("contact").getString("name"));
      String id = ringing.getString("callId");
      manager.await("desk", "card", card -> card.getString("phase").equals("wrap_up")
          && card.getString("callId").equals(id));
      call.completion().join();
      head.await("board", "row", row -> row.getJsonObject("person").getString("name").equals("manager")
          && row.getInteger("counted") == 1); // P7.3
      Await.until(() -> manager.get("/api/calls/" + id).getJsonObject("line").getString("disposition") != null,
          "the row has no disposition");
      JsonObject kept = manager.get("/api/calls/" + id);
      assertEquals("answered", kept.getJsonObject("line").getString("disposition"));
      assertEquals("owner", kept.getJsonArray("routes").getJsonObject(0).getString("reason")); // P4.2
      assertTrue(manager.get("/api/calls/" + id + "/timeline").getJsonArray("steps").size() > 8); // P2.7
      assertEquals(404, deputy.status("GET", "/api/calls/" + id, null)); // P16.1: not theirs
      manager.await("desk", "recorded", recorded -> recorded.getString("callId").equals(id)); // P6.1
      JsonObject recording = manager.get("/api/recordings?call=" + id).getJsonArray("items").getJsonObject(0);
      String sound = "/api/recordings/" + recording.getString("id") + "/audio";
      assertTrue(recording.getJsonObject("talk").getLong("clientMs") > 0);
      assertEquals(200, manager.status("GET", sound, null));
      assertEquals(404, deputy.status("GET", sound, null)); // P6.8
      assertEquals(204, manager.status("POST", "/api/calls/" + id + "/write-up",
          new JsonObject().put("note", "Прислать расчёт")));
      manager.await("desk", "closed", closed -> closed.getString("callId").equals(id)
          && closed.getString("reason").equals("written_up"));
    }
  }

  @Test
  void a_call_that_nobody_takes_is_owed_a_call_back_by_the_owner() {
    try (Guest manager = office.guest("manager").follow("desk")) {
      office.pbx.call(Scenario.inbound("+74951234567", "74950000000").givesUpAfter(Duration.ofSeconds(15))
          .talk(Duration.ofSeconds(5)).clientHangsUp()).completion().join();
      manager.await("desk", "promises", owed -> owed.getInteger("open") == 1); // P3.6
      JsonObject promise = manager.get("/api/promises").getJsonArray("items").getJsonObject(0);
      assertEquals("Север-Логистик", promise.getString("clientName"));
      assertEquals(204, manager.status("POST", "/api/promises/" + promise.getLong("id") + "/kept", null));
      manager.await("desk", "promises", owed -> owed.getInteger("open") == 0);
    }
  }

  @Test
  void what_is_owed_to_a_number_is_owed_to_the_client_it_comes_to_and_by_its_manager() {
    // P3.6: as if the call in vain had been the client's from the first
    String number = "+74953339988";
    try (Guest manager = office.guest("manager").follow("desk"); Guest head = office.guest("head")) {
      office.pbx.call(Scenario.inbound(number, "74950000000").givesUpAfter(Duration.ofSeconds(15))
          .talk(Duration.ofSeconds(5)).clientHangsUp()).completion().join();
      Await.until(() -> owed(head, "?mine=false", number).isPresent(), "no call back is owed to the number");
      assertEquals("", owed(head, "?mine=false", number).orElseThrow().getString("clientName"));
      assertTrue(owed(manager, "", number).isEmpty());

      office.addClient("Дальний Причал", "Нина", number, "manager");

      Await.until(() -> owed(manager, "", number).isPresent(), "the manager does not owe the call back");
      assertEquals("Дальний Причал", owed(manager, "", number).orElseThrow().getString("clientName"));
      manager.await("desk", "promises", open -> open.getInteger("open") > 0);
      var again = office.pbx.call(Scenario.inbound(number, "74950000000").givesUpAfter(Duration.ofSeconds(15))
          .clientHangsUp());
      JsonObject card = manager.await("desk", "card", one -> one.getJsonObject("detail") != null
          && number.equals(one.getJsonObject("caller").getString("e164")));
      assertEquals("Дальний Причал", card.getJsonObject("client").getString("name"));
      assertEquals(1, card.getJsonObject("detail").getJsonArray("promises").size(), "the card tells it");
      again.completion().join();
    }
  }

  private static Optional<JsonObject> owed(Guest guest, String query, String number) {
    return guest.get("/api/promises" + query).getJsonArray("items").stream().map(JsonObject.class::cast)
        .filter(promise -> promise.getString("number").equals(number)).findFirst();
  }

  @Test
  void a_client_made_from_a_call_keeps_the_calls_its_number_had_before() {
    String number = "+74953332211";
    try (Guest deputy = office.guest("deputy").follow("desk")) {
      office.pbx.call(Scenario.inbound(number, "74950000000").givesUpAfter(Duration.ofSeconds(15))
          .talk(Duration.ofSeconds(5)).clientHangsUp()).completion().join();
      office.pbx.call(Scenario.inbound(number, "74950000000")
          .phone("104", Behaviour.answersAfter(Duration.ofSeconds(1)))
          .phone("102", Behaviour.answersAfter(Duration.ofSeconds(2)))
          .talk(Duration.ofSeconds(5)).blindTransfer("102").talk(Duration.ofMinutes(5)).clientHangsUp());
      String call = deputy.await("desk", "card", card -> card.getString("phase").equals("talking")
          && number.equals(card.getJsonObject("caller").getString("e164"))).getString("callId");
      assertEquals(201, deputy.status("POST", "/api/calls/" + call + "/client",
          new JsonObject().put("name", "Новый Берег").put("source", "site"))); // P3.3
      JsonObject made = deputy.await("desk", "card",
          card -> card.getJsonObject("client") != null && card.getJsonObject("detail") != null);
      assertEquals(1, made.getJsonObject("detail").getJsonArray("history").size()); // P3.2
    }
  }

  @Test
  void a_call_is_said_to_be_with_a_client_of_its_number_or_of_ones_own_and_with_no_other() {
    // P16.1, P8.8: whoever spoke with a client sees it, so a free choice would open the base to those kept from it
    office.addClient("Юг-Трейд", "Олег", "+74957654321", "scout");
    try (Guest scout = office.guest("scout").follow("desk"); Guest head = office.guest("head")) {
      office.pbx.call(Scenario.inbound("+74957654321", "74950000000")
          .phone("103", Behaviour.answersAfter(Duration.ofSeconds(4))).talk(Duration.ofSeconds(30)).clientHangsUp())
          .completion().join();
      String call = scout.await("desk", "card", card -> card.getString("phase").equals("wrap_up")).getString("callId");
      office.addClient("Юг-Склад", "Пётр", "+74957654321", "manager");
      JsonObject own = client(head, "Юг-Трейд");
      JsonObject sharing = client(head, "Юг-Склад");
      JsonObject foreign = client(head, "Север-Логистик");

      assertEquals(404, choose(scout, call, foreign, null));
      assertEquals(404, scout.status("GET", "/api/clients/" + foreign.getLong("id"), null));
      assertEquals(404, choose(scout, call, new JsonObject().put("id", 999_999), null));
      assertEquals(404, choose(scout, call, own, contact(foreign)));
      assertEquals(204, choose(scout, call, own, contact(own)));
      assertEquals(204, choose(scout, call, sharing, contact(sharing)));
    }
  }

  private static int choose(Guest guest, String call, JsonObject client, Long contact) {
    return guest.status("PUT", "/api/calls/" + call + "/client",
        new JsonObject().put("clientId", client.getLong("id")).put("contactId", contact));
  }

  private static JsonObject client(Guest guest, String name) {
    Object id = guest.get("/api/clients?q=" + URLEncoder.encode(name, StandardCharsets.UTF_8)).getJsonArray("items")
        .getJsonObject(0).getValue("id");
    return guest.get("/api/clients/" + id);
  }

  private static Long contact(JsonObject client) {
    return client.getJsonArray("contacts").getJsonObject(0).getLong("id");
  }
}
