package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.rows.CallJson;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.LoadProfile;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * P2.5, P2.6: with the database away under load for longer than memory has room, cards, routing and board go on; when
 * it is back every call is in it, once, as it was, and an admin is told what found no room and that it came back.
 */
class BackpressureTest {

  private static final String KNOWN = "+74951234567";
  private static final int ROOM = 15;
  private static final int CALLS = 60;

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  @Test
  @DisplayName("P2.5, P2.6: calls go on without the database, and all of them are in it when it is back")
  void more_calls_than_there_is_room_for_come_through() throws Exception {
    try (var office = office(); Guest manager = office.guest("manager").follow("desk");
        Guest head = office.guest("head").follow("board"); Guest admin = office.guest("admin")) {
      office.addClient("Север-Логистик", "Ирина Гаврилова", KNOWN, "manager");
      office.awaitListening();
      assertEquals(0, rows(admin).getInteger("lost"));
      postgres.goAway();
      List<Truth> truth;
      try {
        truth = office.pbx.load(load()).completion().get(60, TimeUnit.SECONDS);
        goesOn(manager, head, truth);
        isTold(admin);
      } finally {
        postgres.comeBack();
      }
      Await.until(() -> wrong(office, truth).isEmpty(), () -> String.join("\n", wrong(office, truth)));
      Await.until(() -> rows(admin).getInteger("owed") == 0, () -> admin.get("/api/truth").encodePrettily());
      JsonObject after = admin.get("/api/truth");
      assertTrue(codes(after).contains("rows_made_up") && !codes(after).contains("rows_full"), after.encodePrettily());
      JsonObject records = after.getJsonArray("pbxs").getJsonObject(0).getJsonObject("records");
      assertTrue(records.getInteger("retold") + records.getInteger("recovered") > 0, records.encode());

      BoardCounts counted = BoardCounts.of(head);
      office.restart();
      try (Guest again = office.guest("head")) {
        counted.requireSame(BoardCounts.of(again));
      }
    }
  }

  private static Office office() {
    return new Office(folder, postgres.config(), "60s",
        config -> config.put("memory", new JsonObject().put("calls", ROOM).put("events", 100)),
        pbx -> pbx.records(folder.resolve("records.csv")));
  }

  /** Ten calls a second for six seconds, by the clocks on the wall. */
  private static LoadProfile load() {
    return new LoadProfile(CALLS / 60.0, Duration.ofSeconds(60), LoadProfile.Arrivals.EVEN,
        List.of(new LoadProfile.Share(3, BackpressureTest::ofAClient), new LoadProfile.Share(2, _ ->
            Scenario.outbound("103", "+74959998877").client(Behaviour.answersAfter(Duration.ofSeconds(1)))
                .talk(Duration.ofSeconds(4)).weHangUp()), new LoadProfile.Share(1, _ ->
            Scenario.internal("102", "103").phone("103", Behaviour.answersAfter(Duration.ofSeconds(1)))
                .talk(Duration.ofSeconds(2)).clientHangsUp())));
  }

  private static Scenario ofAClient(RandomGenerator random) {
    return random.nextInt(3) == 0
        ? Scenario.inbound("+7495111%04d".formatted(random.nextInt(10_000)), "74950000000")
            .givesUpAfter(Duration.ofSeconds(4)).clientHangsUp()
        : Scenario.inbound(KNOWN, "74950000000").phone("101", Behaviour.answersAfter(Duration.ofSeconds(2)))
            .givesUpAfter(Duration.ofSeconds(8)).talk(Duration.ofSeconds(3)).clientHangsUp();
  }

  /** P3.1, P4.1, P7.3: from memory, while the database is away. */
  private static void goesOn(Guest manager, Guest head, List<Truth> truth) {
    assertEquals(CALLS, truth.size());
    manager.await("desk", "card", card -> card.getString("phase").equals("ringing"));
    manager.await("desk", "card", card -> card.getString("phase").equals("talking"));
    assertTrue(truth.stream().anyMatch(call -> call.outside().equals(KNOWN)
        && call.answeredBy().filter("101"::equals).isPresent()), "routed to the client's own manager");
    long answered = truth.stream().filter(call -> call.direction() == Truth.Direction.INBOUND
        && call.answeredBy().filter("101"::equals).isPresent()).count();
    head.await("board", "row", row -> row.getJsonObject("person").getString("name").equals("manager")
        && row.getInteger("answered") == answered);
  }

  private static void isTold(Guest admin) {
    JsonObject truth = admin.get("/api/truth");
    assertTrue(codes(truth).containsAll(Set.of("database_away", "rows_lost")), truth.encodePrettily());
    JsonObject rows = truth.getJsonObject("rows");
    assertEquals(ROOM, rows.getInteger("room"));
    assertTrue(rows.getInteger("lost") > 0 && rows.getInteger("owed") > 0 && rows.getInteger("passedOver") > 0,
        rows.encode());
  }

  private static JsonObject rows(Guest admin) {
    return admin.get("/api/truth").getJsonObject("rows");
  }

  private static List<String> codes(JsonObject truth) {
    return truth.getJsonArray("findings").stream().map(JsonObject.class::cast).map(one -> one.getString("code"))
        .toList();
  }

  /** How the rows differ from what the people at the phones know. */
  private static List<String> wrong(Office office, List<Truth> truth) {
    var json = new CallJson();
    return new PeoplesTruth(Map.of("101", office.people.get("manager"), "102", office.people.get("deputy"), "103",
        office.people.get("scout")), true).wrong(truth, postgres.database().query("SELECT state::text FROM calls.call",
            row -> json.readCall(row.getString(0))));
  }
}
