package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.traffic.DemoTraffic;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P2.6: a PBX tells of its calls over the link and writes them down; where nothing fails, both know of each. */
class BothWitnessesTest {

  private static final List<String> PHONES = List.of("101", "102", "103", "104");
  private static final int CALLS = 15;

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  Path folder;

  @Test
  @DisplayName("P2.6: of a day of the demo's people each call is told and written down, and all of it is understood")
  void a_day_on_which_nothing_fails_has_two_witnesses_of_each_call() {
    try (var office = new Office(folder, postgres.config(), "1s", config -> { }, pbx -> pbx.timeScale(30)
        .phones(PHONES, Behaviour.answersAfter(Duration.ofSeconds(4))).records(folder.resolve("records.csv")));
        Guest admin = office.guest("admin")) {
      office.awaitListening();
      var over = new AtomicInteger();
      office.pbx.onEnd(_ -> over.incrementAndGet());
      try (DemoTraffic day = office.pbx.traffic(plan())) {
        Await.until(() -> over.get() >= CALLS, () -> "only " + over + " calls are over");
      }
      Await.until(() -> office.pbx.channels().join() == 0, "somebody talks on");
      Await.until(() -> held(records(admin)) >= over.get(), () -> over + " calls: " + records(admin));
      JsonObject records = records(admin);
      assertEquals(over.get(), held(records), records::encode);
      assertEquals(List.of(0, 0, 0, 0, 0), Stream.of("recovered", "retold", "unreadable", "unsettled", "gaps")
          .map(records::getInteger).toList(), records::encode);
    }
  }

  private static DemoTraffic.Plan plan() {
    return new DemoTraffic.Plan(() -> new DemoTraffic.Client("+74951234567", "Гаврилова", "74950000000"),
        Duration.ofSeconds(20), List.of("103"), _ -> Optional.of("+74959998877"), List.of("102", "104"));
  }

  private static JsonObject records(Guest admin) {
    return admin.get("/api/truth").getJsonArray("pbxs").getJsonObject(0).getJsonObject("records");
  }

  /** By a clock that hurries so, what is told and written in one moment may be far enough apart to be completed. */
  private static int held(JsonObject records) {
    return records.getInteger("agreed") + records.getInteger("completed");
  }
}
