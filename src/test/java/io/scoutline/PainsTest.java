package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.CallHandle;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people suffer from in systems of this kind, each by its name and the threads that tell of it, over the whole
 * server beside a simulated PBX. Parts of the same pains are tested closer to their causes too.
 */
class PainsTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final String NUMBER = "+74951234567";
  private static final String OURS = "74950000000";
  /** From here on an admin is told. */
  private static final Duration LATE = Duration.ofSeconds(2);

  @TempDir
  Path folder;

  @AutoClose
  private Office office;

  @BeforeEach
  void open() {
    office = Office.anew(folder, postgres, NUMBER);
  }

  @Test
  @DisplayName("pain 1, opensips#3123, freeswitch#1973, sipgate.io#96: nobody stays in a call whose end was not heard")
  void nobody_stays_in_a_call_whose_end_was_not_heard() {
    try (Guest manager = office.guest("manager").follow("desk");
        Guest operator = new Guest(office.app.managementPort().getAsInt())) {
      CallHandle call = office.pbx.call(answered(Duration.ofSeconds(60)));
      String id = talking(manager).getString("callId");
      office.pbx.takeLinkDown();
      Await.until(() -> operator.get("/health/ready").getString("status").equals("degraded"), "the link is not down");
      call.completion().join();
      office.pbx.restoreLink();
      manager.await("desk", "availability", now -> now.getString("state").equals("wrap_up"));
      assertTrue(finished(manager, id).getJsonObject("line").getBoolean("endEstimated")); // P2.5
      assertEquals(204, writeUp(manager, id));
      manager.await("desk", "availability", now -> now.getString("state").equals("available"));
    }
  }

  @Test
  @DisplayName("pain 2, qpanel#6, asterisk-java#350: a restart of the PBX leaves no ghost and the next call is seen")
  void a_restart_of_the_pbx_leaves_no_ghost_and_the_next_call_is_seen() {
    try (Guest manager = office.guest("manager").follow("desk")) {
      office.pbx.call(answered(Duration.ofMinutes(30)));
      String cut = talking(manager).getString("callId");
      office.pbx.restart();
      assertTrue(finished(manager, cut).getJsonObject("line").getBoolean("endEstimated")); // P2.5
      assertEquals(204, writeUp(manager, cut));
      CallHandle next = office.pbx.call(answered(Duration.ofSeconds(5)));
      String seen = manager.await("desk", "card", card -> !card.getString("callId").equals(cut)
          && card.getString("phase").equals("talking")).getString("callId");
      next.completion().join();
      assertEquals("answered", finished(manager, seen).getJsonObject("line").getString("disposition"));
      assertEquals(Set.of(cut, seen), lines(manager).keySet());
    }
  }

  @Test
  @DisplayName("pain 5, asterlink#27, yaai#180, amazon-connect-streams#632: no card comes twice, late or again")
  void no_card_comes_twice_late_or_again() {
    try (Guest manager = office.guest("manager").follow("desk"); Guest tab = office.guest("manager").follow("desk")) {
      office.pbx.call(answered(Duration.ofSeconds(5))).completion().join();
      String id = manager.await("desk", "card", card -> card.getString("phase").equals("wrap_up")).getString("callId");
      assertEquals(204, writeUp(manager, id));
      List.of(manager, tab).forEach(each -> {
        long closed = each.await("desk", "closed", one -> one.getString("callId").equals(id)).getLong("version");
        List<JsonObject> cards = each.heard("desk", "card");
        assertEquals(Set.of(id), cards.stream().map(card -> card.getString("callId")).collect(Collectors.toSet()));
        List<Long> versions = cards.stream().map(card -> card.getLong("version")).toList();
        assertEquals(versions.stream().sorted().distinct().toList(), versions);
        assertTrue(closed > versions.getLast());
      });
    }
    try (Guest later = office.guest("manager").follow("desk")) {
      assertEquals(new JsonArray(), later.await("desk", "snapshot", _ -> true).getJsonArray("cards"));
    }
  }

  @Test
  @DisplayName("pain 6, twilio-voice.js#444: a tab that dies in the middle of a call loses neither call nor wrap-up")
  void a_tab_that_dies_in_the_middle_of_a_call_loses_neither_call_nor_wrap_up() {
    CallHandle call;
    String id;
    try (Guest manager = office.guest("manager").follow("desk")) {
      call = office.pbx.call(answered(Duration.ofSeconds(20)));
      id = talking(manager).getString("callId");
    }
    call.completion().join();
    awaitState("wrap_up");
    try (Guest manager = office.guest("manager").follow("desk")) {
      JsonObject now = manager.await("desk", "snapshot", _ -> true);
      assertEquals("wrap_up", now.getJsonObject("availability").getString("state"));
      assertEquals(id, now.getJsonArray("cards").getJsonObject(0).getString("callId"));
      assertEquals(204, writeUp(manager, id));
    }
  }

  @Test
  @DisplayName("pains 7, 8, 9 and 11, NethServer/dev#7989 and #7015, sipgate.io#140, FreePBX/issue-tracker#124,"
      + " odoopbx/addons#11, mikopbx/Core#1084: a transferred call is one call, with its card, each one's own talk"
      + " and all of its recording")
  void a_transferred_call_is_one_call_with_its_card_each_ones_own_talk_and_all_of_its_recording() {
    try (Guest manager = office.guest("manager").follow("desk"); Guest deputy = office.guest("deputy").follow("desk");
        Guest head = office.guest("head").follow("board")) {
      CallHandle call = office.pbx.call(Scenario.inbound(NUMBER, OURS)
          .phone("101", Behaviour.answersAfter(Duration.ofSeconds(2)))
          .phone("102", Behaviour.answersAfter(Duration.ofSeconds(2)))
          .talk(Duration.ofSeconds(10)).blindTransfer("102").talk(Duration.ofSeconds(40)).clientHangsUp());
      String id = talking(manager).getString("callId");
      JsonObject there = talking(deputy);
      assertEquals(id, there.getString("callId")); // P3.4
      assertEquals("Север-Логистик", there.getJsonObject("client").getString("name"));
      call.completion().join();

      JsonObject kept = finished(head, id);
      Map<String, Long> talk = kept.getJsonArray("participants").stream().map(JsonObject.class::cast)
          .collect(Collectors.toMap(one -> one.getString("name"), one -> one.getLong("talkMs")));
      assertTrue(talk.get("deputy") > 2 * talk.get("manager"), talk::toString); // P2.3
      assertEquals(Set.of(id), lines(head).keySet()); // P2.1
      head.await("board", "row", row -> row.getJsonObject("person").getString("name").equals("manager")
          && row.getInteger("counted") == 1);
      long talked = talk.values().stream().mapToLong(Long::longValue).sum();
      Await.until(() -> recorded(head, id) >= talked, () -> recorded(head, id) + " of " + talked + " ms"); // P6.1
    }
  }

  @Test
  @DisplayName("pain 12, odoo#134447, fusionpbx#5138: however a number is written, it is the client's")
  void however_a_number_is_written_it_is_the_clients() {
    try (Guest manager = office.guest("manager").follow("desk")) {
      var seen = new HashSet<String>();
      for (String written : List.of("84951234567", "74951234567", "+74951234567", "8 (495) 123-45-67")) {
        awaitState("available");
        CallHandle call = office.pbx.call(Scenario.inbound(written, OURS).givesUpAfter(Duration.ofSeconds(10))
            .clientHangsUp());
        JsonObject card = manager.await("desk", "card", one -> !seen.contains(one.getString("callId")));
        assertEquals("Север-Логистик", card.getJsonObject("client").getString("name"), written);
        assertEquals(NUMBER, card.getJsonObject("caller").getString("e164"), written);
        seen.add(card.getString("callId"));
        call.completion().join();
        manager.await("desk", "closed", closed -> closed.getString("callId").equals(card.getString("callId")));
      }
    }
  }

  @Test
  @DisplayName("pains 13 and 17, cdr-stats#33, yaai#191, frappe/crm#1352, NethServer/dev#7833: a call back is outbound,"
      + " and until somebody makes it the missed call is owed")
  void a_call_back_is_outbound_and_until_somebody_makes_it_the_missed_call_is_owed() {
    try (Guest manager = office.guest("manager").follow("desk")) {
      office.pbx.call(Scenario.inbound(NUMBER, OURS).givesUpAfter(Duration.ofSeconds(10)).clientHangsUp())
          .completion().join();
      manager.await("desk", "promises", owed -> owed.getInteger("open") == 1); // P3.6
      office.pbx.call(Scenario.outbound("101", "84951234567").client(Behaviour.rejectsAfter(Duration.ofSeconds(2)))
          .weHangUp()).completion().join();
      Await.until(() -> lines(manager).size() == 2 && lines(manager).values().stream()
          .allMatch(line -> line.getString("disposition") != null), "the calls are not written");
      assertEquals(1, manager.get("/api/promises").getJsonArray("items").size(), "who was not reached is owed still");
      office.pbx.call(Scenario.outbound("101", "84951234567").client(Behaviour.answersAfter(Duration.ofSeconds(2)))
          .talk(Duration.ofSeconds(10)).weHangUp()).completion().join();
      manager.await("desk", "promises", owed -> owed.getInteger("open") == 0);
      assertEquals(Map.of("inbound", 1L, "outbound", 2L), lines(manager).values().stream()
          .collect(Collectors.groupingBy(line -> line.getString("direction"), Collectors.counting())));
    }
  }

  @Test
  @DisplayName("pains 3 and 15, asterisk-java#592 and #161, yaai#147: events that come late are told of, with how late,"
      + " and none of them is lost")
  void events_that_come_late_are_told_of_with_how_late_and_none_of_them_is_lost() throws InterruptedException {
    office.close();
    office = Office.inRealTime(folder, postgres);
    try (Guest manager = office.guest("manager").follow("desk"); Guest admin = office.guest("admin")) {
      office.pbx.call(answered(Duration.ofSeconds(1))).completion().join();
      String inTime = manager.await("desk", "card", card -> card.getString("phase").equals("wrap_up"))
          .getString("callId");
      assertTrue(pbx(admin).getDouble("lagP99Ms") < LATE.toMillis(), pbx(admin)::encode);
      assertFalse(findings(admin).contains("late"));
      assertEquals(204, writeUp(manager, inTime));

      office.pbx.freeze();
      office.pbx.call(answered(Duration.ofSeconds(1)));
      Await.elapse(LATE.plusSeconds(1));
      office.pbx.thaw();
      String late = manager.await("desk", "card", card -> !card.getString("callId").equals(inTime)
          && card.getString("phase").equals("wrap_up")).getString("callId");
      assertEquals("answered", finished(manager, late).getJsonObject("line").getString("disposition"));
      assertTrue(pbx(admin).getDouble("lagP99Ms") >= LATE.toMillis(), pbx(admin)::encode);
      assertEquals(0, pbx(admin).getInteger("drops"), pbx(admin)::encode);
      assertTrue(findings(admin).contains("late"));
    }
  }

  private static JsonObject pbx(Guest admin) {
    return admin.get("/api/truth").getJsonArray("pbxs").getJsonObject(0);
  }

  private static Set<String> findings(Guest admin) {
    return admin.get("/api/truth").getJsonArray("findings").stream().map(JsonObject.class::cast)
        .map(finding -> finding.getString("code")).collect(Collectors.toSet());
  }

  private static long recorded(Guest guest, String call) {
    return guest.get("/api/recordings?call=" + call).getJsonArray("items").stream().map(JsonObject.class::cast)
        .mapToLong(part -> part.getLong("durationMs")).sum();
  }

  /** What the manager is doing, by the board: no desk is open. */
  private void awaitState(String state) {
    try (Guest head = office.guest("head")) {
      Await.until(() -> head.get("/api/board").getJsonArray("rows").stream().map(JsonObject.class::cast)
          .anyMatch(row -> row.getJsonObject("person").getString("name").equals("manager")
              && row.getString("state").equals(state)), "the manager is not in " + state);
    }
  }

  private static Scenario answered(Duration talk) {
    return Scenario.inbound(NUMBER, OURS).phone("101", Behaviour.answersAfter(Duration.ofSeconds(2))).talk(talk)
        .clientHangsUp();
  }

  private static JsonObject talking(Guest guest) {
    return guest.await("desk", "card", card -> card.getString("phase").equals("talking"));
  }

  private static int writeUp(Guest guest, String call) {
    return guest.status("POST", "/api/calls/" + call + "/write-up", new JsonObject().put("note", "Прислать расчёт"));
  }

  /** The call as it is kept once it is over. */
  private static JsonObject finished(Guest guest, String call) {
    Await.until(() -> lines(guest).containsKey(call) && lines(guest).get(call).getString("disposition") != null,
        () -> "it is not over: " + lines(guest));
    return guest.get("/api/calls/" + call);
  }

  private static Map<String, JsonObject> lines(Guest guest) {
    return guest.get("/api/calls").getJsonArray("items").stream().map(JsonObject.class::cast)
        .collect(Collectors.toMap(line -> line.getString("id"), line -> line));
  }
}
