package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P4.1: a client without an owner is put through to the scout who spoke to them last. */
class LastScoutTest {

  private static final String NUMBER = "+74957654321";

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  Path folder;

  @AutoClose
  private Office office;

  @BeforeEach
  void open() {
    postgres.database().update("DELETE FROM clients.client");
    office = new Office(folder, postgres.config());
    office.addClient("Ничей завод", "Пётр", NUMBER, "manager");
    office.app.database().update("UPDATE clients.client SET owner = NULL");
    office.app.clients().catchUp();
  }

  @Test
  void whoever_called_a_client_without_an_owner_is_rung_when_it_calls_back_also_after_a_restart() {
    try (Guest scout = office.guest("scout").follow("desk")) {
      office.pbx.call(Scenario.outbound("103", "84957654321").client(Behaviour.answersAfter(Duration.ofSeconds(1)))
          .talk(Duration.ofSeconds(20)).weHangUp()).completion().join();
      JsonObject placed = scout.await("desk", "card", card -> card.getString("phase").equals("wrap_up"));
      assertEquals(204, scout.status("POST", "/api/calls/" + placed.getString("callId") + "/write-up",
          new JsonObject().put("note", "Спросил")));
    }
    Await.until(() -> office.app.database().query("SELECT count(*) FROM clients.client WHERE last_scout IS NOT NULL",
        row -> row.getLong(0)).getFirst() == 1, "the client has nobody who spoke to it last");
    rings("the scout is not rung");
    office.restart();
    rings("after a restart the scout is not rung");
  }

  @Test
  void whoever_called_a_number_before_it_was_a_clients_is_rung_as_well() {
    String number = "+74957650000";
    try (Guest scout = office.guest("scout").follow("desk")) {
      office.pbx.call(Scenario.outbound("103", "84957650000").client(Behaviour.answersAfter(Duration.ofSeconds(1)))
          .talk(Duration.ofSeconds(20)).weHangUp()).completion().join();
      JsonObject placed = scout.await("desk", "card", card -> card.getString("phase").equals("wrap_up"));
      assertEquals(204, scout.status("POST", "/api/calls/" + placed.getString("callId") + "/write-up",
          new JsonObject().put("note", "Спросил")));
    }
    office.app.database().update("INSERT INTO clients.number (client, e164) SELECT id, $1 FROM clients.client", number);
    office.app.clients().catchUp();
    Await.until(() -> office.app.database().query("SELECT count(*) FROM clients.client WHERE last_scout IS NOT NULL",
        row -> row.getLong(0)).getFirst() == 1, "the talk did not come with the number");
    rings(number, "the scout is not rung");
  }

  private void rings(String otherwise) {
    rings(NUMBER, otherwise);
  }

  private void rings(String number, String otherwise) {
    try (Guest scout = office.guest("scout").follow("desk")) {
      var call = office.pbx.call(Scenario.inbound(number, "74950000000").givesUpAfter(Duration.ofSeconds(10))
          .clientHangsUp());
      JsonObject card = scout.await("desk", "card", one -> one.getString("phase").equals("ringing"));
      assertEquals("Ничей завод", card.getJsonObject("client").getString("name"), otherwise);
      assertEquals("scout_who_spoke_last", card.getJsonObject("route").getString("reason"), otherwise); // P4.2
      call.completion().join();
    }
  }
}
