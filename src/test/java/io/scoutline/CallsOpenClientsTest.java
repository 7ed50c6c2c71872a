package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P1, P16.1: what a call opens of its client to whoever it reached. The client is somebody else's meanwhile. */
class CallsOpenClientsTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static Office office;

  @BeforeAll
  static void open() {
    office = new Office(folder, postgres.config());
  }

  @AfterAll
  static void shut() {
    office.close();
  }

  @Test
  void whose_phone_only_rang_looks_while_it_rings_and_on_that_day_and_changes_nothing() {
    String number = "+74957654377";
    String client = client(number);
    try (Guest manager = office.guest("manager").follow("desk"); Guest deputy = office.guest("deputy")) {
      var call = office.pbx.call(Scenario.inbound(number, "74950000000").givesUpAfter(Duration.ofSeconds(60))
          .clientHangsUp());
      manager.await("desk", "card", card -> card.getString("phase").equals("ringing"));
      handOver(client);
      Await.until(() -> manager.status("GET", client, null) == 200, "the card's client cannot be opened");
      assertEquals("client_read_only", code(manager, client));
      call.completion().join();
      assertEquals(200, manager.status("GET", client, null));
      assertEquals("client_read_only", code(manager, client));
      assertEquals(200, deputy.status("PATCH", client, note(deputy, client)));
    }
    monthsPass(client);
    assertEquals(404, office.guest("manager").status("GET", client, null));
  }

  @Test
  void whoever_speaks_with_a_client_changes_it_from_then_on() {
    String number = "+74957654388";
    String client = client(number);
    try (Guest manager = office.guest("manager").follow("desk")) {
      var call = office.pbx.call(Scenario.inbound(number, "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(2))).talk(Duration.ofSeconds(120)).clientHangsUp());
      manager.await("desk", "card", card -> card.getString("phase").equals("talking"));
      handOver(client);
      Await.until(() -> manager.status("PATCH", client, note(manager, client)) == 200,
          "whoever speaks cannot write during the conversation");
      call.completion().join();
      assertEquals(200, manager.status("PATCH", client, note(manager, client)));
    }
    Await.until(() -> office.app.database().query("SELECT 1 FROM calls.participant WHERE outcome = 'answered'",
        row -> row).size() == 1, "the call is not written");
    String call = "/api/calls/" + office.app.database().exactlyOne(
        "SELECT call::text FROM calls.participant WHERE outcome = 'answered'", row -> row.getString(0)) + "/write-up";
    var own = new JsonObject().put("note", "as it was");
    assertEquals(204, office.guest("manager").status("POST", call, own));
    assertEquals(204, office.guest("manager").status("POST", call, own), "on its day");
    monthsPass(client);
    assertEquals(403, office.guest("manager").status("POST", call, new JsonObject().put("note", "")));
    Guest manager = office.guest("manager");
    assertEquals(200, manager.status("GET", client, null));
    assertEquals(200, manager.status("PATCH", client, note(manager, client)));
  }

  /** Of the manager's, with this number; where the API has it. */
  private static String client(String number) {
    office.addClient("Клиент " + number, "Нина", number, "manager");
    return "/api/clients/" + office.app.database().exactlyOne("SELECT client FROM clients.number WHERE e164 = $1",
        row -> row.getLong(0), number);
  }

  private static void handOver(String client) {
    office.app.database().update("UPDATE clients.client SET owner = $1 WHERE id = $2", office.people.get("deputy"),
        id(client));
    office.app.clients().catchUp();
  }

  private static void monthsPass(String client) {
    office.app.database().update(
        "UPDATE calls.call SET started_at = started_at - interval '60 days' WHERE client = $1", id(client));
  }

  private static long id(String client) {
    return Long.parseLong(client.substring(client.lastIndexOf('/') + 1));
  }

  private static String code(Guest guest, String client) {
    return new JsonObject(guest.send("PATCH", client, note(guest, client)).body()).getString("code");
  }

  private static JsonObject note(Guest guest, String client) {
    return new JsonObject().put("note", "hello").put("version", guest.get(client).getLong("version"));
  }
}
