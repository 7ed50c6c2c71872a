package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.CallHandle;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.platform.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P17.4: two servers on one database and one PBX; a call has one row, whichever of them goes. */
class TwoServersTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  Path folder;

  private Office office;
  private App second;

  @BeforeEach
  void open() {
    postgres.database().update("TRUNCATE calls.call, calls.participant, calls.leg, calls.flight, calls.pbx_lease");
    office = new Office(folder, postgres.config());
    second = office.another();
  }

  @AfterEach
  void shut() {
    if (office.app != second) {
      second.close();
    }
    office.close();
  }

  /** Closes the first; the second is the office's from now on. */
  private void firstStops() {
    office.app.close();
    office.app = second;
  }

  @Test
  void the_second_stands_by_and_goes_on_with_the_open_call_when_the_first_stops() throws Exception {
    CallHandle call = aCallIsTalking();
    CompletableFuture<Boolean> serves = startsAndStandsBy();
    try (Guest operator = new Guest(second.managementPort().getAsInt())) {
      var said = operator.send("GET", "/health/ready", null);
      assertEquals(503, said.statusCode());
      assertTrue(said.body().contains("standing by: "), said.body());
      firstStops();
      assertTrue(serves.join());
      Await.until(() -> operator.status("GET", "/health/ready", null) == 200, "it is not ready");
    }
    call.completion().join();
    awaitOneAnswered();
  }

  @Test
  void one_that_stood_by_and_is_stopped_served_nobody_and_leaves_the_first_alone() throws Exception {
    CompletableFuture<Boolean> serves = startsAndStandsBy();
    second.close();
    assertFalse(serves.join());
    aCallIsTalking().completion().join();
    awaitOneAnswered();
  }

  @Test
  void one_that_was_taken_for_dead_is_told_to_end_and_doubles_nothing() throws Exception {
    var told = new CountDownLatch(1);
    office.app.whenReplaced(told::countDown);
    CallHandle call = aCallIsTalking();
    // It was silent for longer than its lease, as after a pause of its machine.
    postgres.database().update("UPDATE calls.pbx_lease SET epoch = DEFAULT, renewed_at = NULL");
    second.start();
    told.await();
    call.completion().join();
    awaitOneAnswered();
    firstStops();
    assertEquals(List.of("answered"), dispositions());
  }

  private CompletableFuture<Boolean> startsAndStandsBy() throws InterruptedException {
    var standsBy = new CountDownLatch(1);
    var serves = new CompletableFuture<Boolean>();
    Thread.startVirtualThread(() -> serves.complete(second.start(standsBy::countDown)));
    standsBy.await();
    return serves;
  }

  private CallHandle aCallIsTalking() {
    CallHandle call = office.pbx.call(Scenario.inbound("+74951234567", "74950000000")
        .phone("104", Behaviour.answersAfter(Duration.ofSeconds(1))).talk(Duration.ofSeconds(100)).clientHangsUp());
    Await.until(() -> dispositions().equals(List.of("open")), () -> "there is " + dispositions());
    return call;
  }

  private static void awaitOneAnswered() {
    Await.until(() -> dispositions().equals(List.of("answered")), () -> "there is " + dispositions());
  }

  private static List<String> dispositions() {
    return postgres.database().query("SELECT coalesce(disposition, 'open') FROM calls.call"
        + " WHERE answered_at IS NOT NULL ORDER BY id", row -> row.getString(0));
  }
}
