package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P16.4: what changes a figure, a promise or whose a call is, is on the audit with who, what, before and after. */
class ChangesOnAuditTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static Office office;

  @BeforeAll
  static void open() {
    office = new Office(folder, postgres.config());
    office.addClient("Север-Логистик", "Ирина Гаврилова", "+74951234567", "manager");
    office.addClient("Юг-Трейд", "Олег", "+74957654321", "manager");
  }

  @AfterAll
  static void shut() {
    office.close();
  }

  @Test
  void a_norm_that_is_set_replaced_and_taken_back() {
    try (Guest head = office.guest("head")) {
      String subject = "person:" + office.people.get("scout");
      var norm = new JsonObject().put("person", office.people.get("scout").value());
      assertEquals(204, head.status("PUT", "/api/norms", norm.put("min", 30).put("max", 40)));
      assertEquals(204, head.status("PUT", "/api/norms", norm.put("min", 35).put("max", 45)));
      JsonObject set = head.get("/api/norms").getJsonArray("items").stream().map(JsonObject.class::cast)
          .filter(one -> one.getValue("person") != null).findFirst().orElseThrow();
      assertEquals(204, head.status("DELETE", "/api/norms/" + set.getLong("id"), null));

      List<JsonObject> entries = entries("head", subject);
      assertEquals(List.of("norm.set", "norm.set", "norm.removed"), actions(entries));
      assertEquals(change(null, 30), detail(entries.get(0)).getJsonObject("min"));
      assertEquals(change(30, 35), detail(entries.get(1)).getJsonObject("min"));
      assertEquals(change(40, 45), detail(entries.get(1)).getJsonObject("max"));
      assertEquals(set.getString("validFrom"), detail(entries.get(1)).getString("validFrom"));
      assertEquals(35, detail(entries.get(2)).getInteger("min"));

      assertEquals(204, head.status("PUT", "/api/norms",
          new JsonObject().put("role", "scout").put("min", 60).put("max", 90)));
      assertEquals(change(70, 60), detail(entries("head", "role:scout").getLast()).getJsonObject("min"));
    }
  }

  @Test
  void a_call_back_that_is_marked_as_done_and_is_owed_again() {
    try (Guest manager = office.guest("manager").follow("desk")) {
      office.pbx.call(Scenario.inbound("+74951234567", "74950000000").givesUpAfter(Duration.ofSeconds(15))
          .talk(Duration.ofSeconds(5)).clientHangsUp()).completion().join();
      manager.await("desk", "promises", owed -> owed.getInteger("open") == 1);
      long id = manager.get("/api/promises").getJsonArray("items").getJsonObject(0).getLong("id");
      assertEquals(204, manager.status("POST", "/api/promises/" + id + "/kept", null));
      assertEquals(409, manager.status("POST", "/api/promises/" + id + "/kept", null));
      assertEquals(204, manager.status("DELETE", "/api/promises/" + id + "/kept", null));

      List<JsonObject> entries = entries("manager", "promise:" + id);
      assertEquals(List.of("promise.kept", "promise.reopened"), actions(entries), "what changed nothing is no entry");
      assertEquals("Север-Логистик", detail(entries.getFirst()).getString("client"));
      assertEquals("+74951234567", detail(entries.getFirst()).getString("number"));
      assertEquals(office.people.get("manager").value(), detail(entries.getFirst()).getLong("owner"));
    }
  }

  @Test
  void a_call_of_which_somebody_says_with_whom_it_was() {
    try (Guest manager = office.guest("manager").follow("desk")) {
      office.pbx.call(Scenario.inbound("+74957654321", "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(4))).talk(Duration.ofSeconds(30)).clientHangsUp())
          .completion().join();
      String call = manager.await("desk", "card", card -> card.getString("phase").equals("wrap_up")
          && card.getJsonObject("client").getString("name").equals("Юг-Трейд")).getString("callId");
      var north = new JsonObject().put("clientId", client(manager, "Север-Логистик"));
      assertEquals(204, manager.status("PUT", "/api/calls/" + call + "/client", north));
      assertEquals(204, manager.status("PUT", "/api/calls/" + call + "/client", north));

      List<JsonObject> entries = entries("manager", "call:" + call);
      assertEquals(List.of("call.named"), actions(entries), "what was said already is no entry");
      assertEquals(change("Юг-Трейд", "Север-Логистик"), detail(entries.getFirst()).getJsonObject("client"));
      assertEquals(change("Олег", null), detail(entries.getFirst()).getJsonObject("contact"));
    }
  }

  @Test
  void a_past_call_is_named_by_who_reviews_it_and_no_longer_by_who_took_part() {
    try (Guest manager = office.guest("manager").follow("desk"); Guest deputy = office.guest("deputy");
        Guest supervisor = office.guest("super"); Guest head = office.guest("head")) {
      office.addClient("Запад-Строй", "Вера", "+74957770000", "manager");
      office.pbx.call(Scenario.inbound("+74957770000", "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(4))).talk(Duration.ofSeconds(30)).clientHangsUp())
          .completion().join();
      String call = manager.await("desk", "card", card -> card.getString("phase").equals("wrap_up")
          && card.getJsonObject("client").getString("name").equals("Запад-Строй")).getString("callId");
      Await.until(() -> manager.status("POST", "/api/calls/" + call + "/write-up",
          new JsonObject().put("note", "Расчёт")) == 204, "the call was not written up");
      String named = "/api/calls/" + call + "/client";
      var north = new JsonObject().put("clientId", client(manager, "Север-Логистик"));
      var west = new JsonObject().put("clientId", client(manager, "Запад-Строй"));
      assertEquals(204, manager.status("PUT", named, north), "on the same day (P3.3)");
      assertTrue(nameable(manager, call), "the page offers it to whoever may");

      office.app.database().update("UPDATE calls.call SET started_at = started_at - interval '5 days' WHERE id = $1",
          UUID.fromString(call));
      assertEquals("naming_over", new JsonObject(manager.send("PUT", named, west).body()).getString("code"));
      assertEquals(403, manager.status("POST", named, new JsonObject().put("name", "Восток").put("source", "сайт")));
      assertEquals(404, deputy.status("PUT", named, west), "not theirs (P16.1)");
      assertFalse(nameable(manager, call), "and to nobody else");
      assertTrue(nameable(supervisor, call));
      assertEquals(403, manager.status("GET", named + "/choices", null));
      assertEquals(404, deputy.status("GET", named + "/choices", null));
      JsonObject choice = head.get(named + "/choices").getJsonArray("items").getJsonObject(0);
      assertEquals("Запад-Строй", choice.getString("clientName"), "whose number it is, whatever was said");
      assertEquals("Вера", choice.getString("contactName"));
      assertEquals("manager", choice.getString("owner"));
      assertEquals(204, supervisor.status("PUT", named, west));
      assertEquals(204, head.status("PUT", named, north));
      assertEquals(List.of("call.named"), actions(entries("super", "call:" + call)));
      assertEquals(change("Запад-Строй", "Север-Логистик"),
          detail(entries("head", "call:" + call).getFirst()).getJsonObject("client"));
    }
  }

  /** P6.8, P16.4: the entry holds ids alone; with whom the call was is told to whoever may see the call. */
  @Test
  void a_recording_that_is_listened_to_leads_to_its_call() {
    try (Guest manager = office.guest("manager").follow("desk"); Guest deputy = office.guest("deputy");
        Guest admin = office.guest("admin")) {
      office.addClient("Восток-Снаб", "Пётр", "+74957771111", "manager");
      office.pbx.call(Scenario.inbound("+74957771111", "74950000000")
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(4))).talk(Duration.ofSeconds(30)).clientHangsUp())
          .completion().join();
      String call = manager.await("desk", "card", card -> card.getString("phase").equals("wrap_up")
          && card.getJsonObject("client").getString("name").equals("Восток-Снаб")).getString("callId");
      manager.await("desk", "recorded", recorded -> recorded.getString("callId").equals(call));
      String recording = manager.get("/api/recordings?call=" + call).getJsonArray("items").getJsonObject(0)
          .getString("id");
      assertEquals(200, manager.status("GET", "/api/recordings/" + recording + "/audio", null));

      List<JsonObject> entries = entries("manager", "recording:" + recording);
      assertEquals(List.of("recording.listened"), actions(entries));
      assertEquals(call, detail(entries.getFirst()).getString("call"));
      String named = "/api/calls?ids=" + UUID.randomUUID() + "," + detail(entries.getFirst()).getString("call");
      assertEquals(List.of("Восток-Снаб"), admin.get(named).getJsonArray("items").stream()
          .map(line -> ((JsonObject) line).getString("clientName")).toList());
      assertEquals(0, deputy.get(named).getJsonArray("items").size(), "not theirs (P16.1)");
      assertEquals(400, admin.status("GET", "/api/calls?ids=1,2", null));
      Await.until(() -> manager.status("POST", "/api/calls/" + call + "/write-up",
          new JsonObject().put("note", "Цены")) == 204, "the call was not written up");
    }
  }

  private static boolean nameable(Guest guest, String call) {
    return guest.get("/api/calls/" + call).getBoolean("nameable");
  }

  private static long client(Guest guest, String name) {
    return guest.get("/api/clients?q=" + URLEncoder.encode(name, StandardCharsets.UTF_8)).getJsonArray("items")
        .getJsonObject(0).getLong("id");
  }

  private static JsonObject change(Object from, Object to) {
    return new JsonObject().put("from", from).put("to", to);
  }

  /** What this person did to a thing, in order, as an admin reads it. */
  private static List<JsonObject> entries(String who, String subject) {
    try (Guest admin = office.guest("admin")) {
      return admin.get("/api/audit?subject=" + subject + "&actor=" + office.people.get(who)).getJsonArray("items")
          .stream().map(JsonObject.class::cast).toList().reversed();
    }
  }

  private static List<String> actions(List<JsonObject> entries) {
    return entries.stream().map(entry -> entry.getString("action")).toList();
  }

  private static JsonObject detail(JsonObject entry) {
    return entry.getJsonObject("detail");
  }
}
