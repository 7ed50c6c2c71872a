package io.scoutline.pbx.simulator;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same scenarios as on a real Asterisk 22 (src/test/resources/ami, ami-states) give the same events: for every
 * channel the same ones in the same order, and in each of them every header the same but for ids, times and ports. How
 * the events of different channels interleave is chance on a real PBX, so that is not compared.
 */
class ConformanceTest {
  private static final Behaviour ANSWERS = Behaviour.answersAfter(ofMillis(100));
  private static final Behaviour RINGS = Behaviour.ringsOnly();

  static Stream<Replay> calls() {
    return Replay.calls();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void a_scenario_gives_the_events_that_asterisk_gives(Replay played) throws Exception {
    var real = EventStories.read(Path.of("src/test/resources", played.file() + ".txt"));
    assertEquals(EventStories.describe(real), EventStories.describe(play(played)));
  }

  static List<AmiProbe.Message> play(Replay played) throws Exception {
    var builder = SimulatorConfig.builder().outside(_ -> ANSWERS).timeScale(2).shownNumber("74950000000")
        .phones(List.of("101", "102", "103"), RINGS).queue("scoutline", List.of("101", "102", "103"))
        .phone(new SimulatorConfig.Phone("101", "Phone 101", played.devicesOf101(), RINGS));
    try (var pbx = SimulatedPbx.start(builder.build()); var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      played.play(pbx);
      ami.ask("over", "Action: CoreShowChannels");
      ami.awaitEvent("CoreShowChannelsComplete");
      return ami.events().stream().filter(event -> !event.event().startsWith("CoreShow")).toList();
    }
  }
}
