package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.CallHandle;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.api.Operation;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P17.3, P17.6: what operations see of the whole server, and what its stop leaves behind. */
class OperationsTest {

  private static final String NUMBER = "+74951234567";

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  Path folder;

  @AutoClose
  private Office office;

  @BeforeEach
  void open() {
    office = Office.anew(folder, postgres, NUMBER);
  }

  @Test
  void a_pbx_that_is_away_is_degraded_and_not_unready() {
    try (Guest operator = management(); Guest manager = office.guest("manager")) {
      awaitHealth(operator, "up");
      office.pbx.takeLinkDown();
      awaitHealth(operator, "degraded");
      assertEquals(200, operator.status("GET", "/health/ready", null));
      String said = health(operator).getJsonObject("checks").getJsonObject("pbx:main").getString("reason");
      assertTrue(said.matches("[a-z_]+ since \\S+"), said);
      assertEquals(200, manager.status("GET", "/api/promises", null), "the rest goes on (P17.6)");
      office.pbx.restoreLink();
      awaitHealth(operator, "up");
    }
  }

  @Test
  void metrics_show_the_work_and_nobodys_number_or_name() {
    try (Guest operator = management()) {
      office.pbx.call(Scenario.inbound(NUMBER, "74950000000").givesUpAfter(Duration.ofSeconds(5)).clientHangsUp())
          .completion().join();
      String scraped = operator.send("GET", "/metrics", null).body();
      for (String wanted : List.of("scoutline_pbx_", "scoutline_routing_", "scoutline_live_", "scoutline_calls_")) {
        assertTrue(scraped.contains(wanted), wanted + " is missing:\n" + scraped);
      }
      for (String secret : List.of("4951234567", "Север", "Ирина", "manager\"")) {
        assertFalse(scraped.contains(secret), secret);
      }
    }
  }

  @Test
  void the_management_port_opens_nothing_more_to_whoever_signed_in() {
    List<String> wrong = new ArrayList<>();
    for (String login : List.of("nobody", "scout", "manager", "super", "head", "admin")) {
      // One cookie jar for both ports: a browser sends its session to every port of a host.
      try (Guest guest = login.equals("nobody") ? new Guest(office.app.port()) : office.guest(login)) {
        Guest there = guest.at(office.app.managementPort().getAsInt());
        for (Operation operation : office.app.operations()) {
          String path = operation.path().replaceAll("\\{[^}]+}", "1");
          int status = there.status(operation.method(), path, null);
          if (status != (operation.method().equals("GET") ? 404 : 405)) {
            wrong.add(login + ": " + operation.method() + " " + path + " is " + status);
          }
        }
        for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
          if (there.status("GET", path, null) != 200 || there.status("POST", path, null) != 405) {
            wrong.add(login + ": " + path);
          }
          HttpResponse<String> here = guest.send("GET", path, null);
          if (here.body().contains("scoutline_pbx_") || here.body().contains("checks")) {
            wrong.add(login + ": the public port shows " + path);
          }
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void a_restart_loses_neither_the_call_nor_the_card_nor_what_was_typed() {
    // P3.4, P17.3: graceful stop that loses no call
    CallHandle call;
    String id;
    try (Guest manager = office.guest("manager").follow("desk")) {
      call = office.pbx.call(Scenario.inbound(NUMBER, "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(4))).talk(Duration.ofSeconds(300)).clientHangsUp());
      id = manager.await("desk", "card", card -> card.getString("phase").equals("talking")).getString("callId");
      manager.types(id, "Прислать расчёт");
    }
    office.restart();
    try (Guest manager = office.guest("manager").follow("desk")) {
      JsonObject card = manager.card(id);
      assertEquals("Прислать расчёт", card.getJsonObject("draft").getString("text"));
      assertEquals("Север-Логистик", card.getJsonObject("client").getString("name"));
      call.completion().join();
      manager.await("desk", "card", now -> now.getString("callId").equals(id)
          && now.getString("phase").equals("wrap_up"));
      Await.until(() -> manager.get("/api/calls/" + id).getJsonObject("line").getString("disposition") != null,
          "the row has no disposition");
      JsonObject kept = manager.get("/api/calls/" + id);
      assertEquals("answered", kept.getJsonObject("line").getString("disposition"));
      assertEquals(1, manager.get("/api/calls").getJsonArray("items").stream()
          .filter(line -> id.equals(((JsonObject) line).getString("id"))).count(), "nothing is counted twice");
    }
  }

  private Guest management() {
    return new Guest(office.app.managementPort().getAsInt());
  }

  private static void awaitHealth(Guest operator, String status) {
    Await.until(() -> health(operator).getString("status").equals(status), () -> health(operator).encode());
  }

  private static JsonObject health(Guest operator) {
    return new JsonObject(operator.send("GET", "/health/ready", null).body());
  }
}
