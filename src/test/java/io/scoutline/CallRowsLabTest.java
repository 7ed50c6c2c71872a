package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.Role;
import io.scoutline.lab.AmiTap;
import io.scoutline.lab.LabAsterisk;
import io.scoutline.lab.LabScenarios;
import io.scoutline.lab.SharedLab;
import io.scoutline.lab.StateScenarios;
import io.scoutline.pbx.simulator.ClickToCall;
import io.scoutline.pbx.simulator.Replay;
import io.scoutline.pbx.simulator.SimulatedPbx;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same scenarios, on a real Asterisk and on the simulator at the same time, one server beside both: it writes the
 * same rows of both. Who talks, waits or holds at all must be the same; for how long, up to {@link #TOLERANCE}: on the
 * real one people talk until they have heard each other, on the simulator for a time that is said beforehand.
 */
@ExtendWith(SharedLab.class)
class CallRowsLabTest {

  private static final Duration TOLERANCE = Duration.ofSeconds(4);
  private static final PbxName SIMULATED = new PbxName("simulated");
  /** Takes 17 s and differs from the others only in what the queue tells, which the events' conformance holds. */
  private static final Set<String> TOO_LONG = Set.of("queue-nobody-answers");
  private static final Executor BESIDE = task -> Thread.ofVirtual().start(task);

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static LabAsterisk lab;
  private static SimulatedPbx simulator;
  private static LabOffice office;
  private static LabScenarios phones;
  private static AmiTap tap;
  private static AmiTap control;
  private static CallRows real;
  private static CallRows simulated;
  private static final Map<String, Runnable> SCENARIOS = new HashMap<>();

  @BeforeAll
  static void open(LabAsterisk shared) throws IOException {
    lab = shared;
    Path done = Files.createDirectories(folder.resolve("done"));
    simulator = SimulatedPbx.start(SimulatorConfig.builder().shownNumber(LabAsterisk.OUR_NUMBER)
        .phones(List.of("101", "102", "103"), Behaviour.ringsOnly())
        .phone(new SimulatorConfig.Phone("101", "Phone 101", 2, Behaviour.ringsOnly()))
        .queue("scoutline", List.of("101", "102", "103")).agiLimit(Duration.ofSeconds(20))
        .outside(_ -> Behaviour.answersAfter(Duration.ofMillis(300), Duration.ofMillis(600)))
        .record(folder.resolve("spool"), done).build());
    JsonObject link = new JsonObject().put("name", SIMULATED.value()).put("port", simulator.amiPort())
        .put("password", "scoutline").put("recordings", done.toString());
    List<JsonObject> links = List.of(LabOffice.link(lab), link);
    office = new LabOffice(postgres, folder.resolve("data"), FreePort.find(), links, List.of(
        LabOffice.colleague("head", Role.HEAD, "109", SIMULATED),
        LabOffice.colleague("manager", Role.MANAGER, "101", SIMULATED),
        LabOffice.colleague("colleague", Role.MANAGER, "102", SIMULATED),
        LabOffice.colleague("third", Role.MANAGER, "103", SIMULATED)));
    phones = new LabScenarios(lab);
    tap = new AmiTap(lab.account());
    control = new AmiTap(lab.fullAccount());
    SCENARIOS.putAll(phones.all());
    SCENARIOS.putAll(new StateScenarios(phones, control).all());
    real = new CallRows(postgres.database(), LabOffice.PBX);
    simulated = new CallRows(postgres.database(), SIMULATED);
  }

  @AfterAll
  static void shut() {
    phones.close();
    control.close();
    tap.close();
    office.close();
    simulator.close();
  }

  static Stream<Replay> replays() {
    return Stream.concat(Replay.calls(), Replay.states()).filter(replay -> !TOO_LONG.contains(replay.name()));
  }

  @ParameterizedTest
  @MethodSource("replays")
  void a_scenario_leaves_the_rows_that_asterisk_leaves(Replay replay) throws Exception {
    compare(replay.name(), replay::play);
  }

  static Stream<ClickToCall> clicks() {
    return ClickToCall.all();
  }

  @ParameterizedTest
  @MethodSource("clicks")
  void click_to_call_leaves_the_rows_that_asterisk_leaves(ClickToCall click) throws Exception {
    compare(click.name(), click::play);
  }

  /** Plays on the simulator what the lab knows by this name. */
  @FunctionalInterface
  private interface Play {
    void on(SimulatedPbx pbx) throws Exception;
  }

  private static void compare(String name, Play play) throws Exception {
    real.forget();
    simulated.forget();
    var played = CompletableFuture.runAsync(() -> playSimulated(play), BESIDE);
    SCENARIOS.get(name).run();
    lab.settle(tap);
    played.get(60, TimeUnit.SECONDS);

    awaitWritten();

    assertEquals(String.join("\n", real.tell().said()), String.join("\n", simulated.tell().said()));
    Map<String, Duration> expected = real.tell().durations();
    simulated.tell().durations().forEach((what, lasted) ->
        assertTrue(lasted.minus(expected.get(what)).abs().compareTo(TOLERANCE) < 0,
            () -> what + " lasted " + expected.get(what) + " on Asterisk, " + lasted + " on the simulator"));
  }

  private static void playSimulated(Play play) {
    try {
      play.on(simulator);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Rows follow the events, those of two PBXs each in their time; whoever differs in the end is shown. */
  private static void awaitWritten() {
    Duration patience = Duration.ofSeconds(10);
    try {
      Await.until(() -> {
        var one = real.tell();
        var other = simulated.tell();
        return one.complete() && other.complete() && one.said().equals(other.said());
      }, patience, () -> "");
    } catch (AssertionError different) {
      assertTrue(real.tell().complete(), () -> "Asterisk's call is not written or open: " + real.tell());
      assertTrue(simulated.tell().complete(), () -> "the simulator's call is not written or open: " + simulated.tell());
    }
  }
}
