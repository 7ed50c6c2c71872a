package io.scoutline.pbx.simulator;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link ConformanceTest}: somebody hangs up, refuses or is not there in every state a call can be in. */
class StateConformanceTest {
  private static final Duration A_MOMENT = ofMillis(300);

  static Stream<Replay> states() {
    return Replay.states();
  }

  @ParameterizedTest
  @MethodSource("states")
  void every_state_ends_as_on_asterisk(Replay played) throws Exception {
    compare(played.file(), ConformanceTest.play(played));
  }

  private static void compare(String file, List<AmiProbe.Message> events) throws Exception {
    var real = EventStories.read(Path.of("src/test/resources", file + ".txt"));
    assertEquals(EventStories.describe(real), EventStories.describe(events));
  }

  static Stream<ClickToCall> clicks() {
    return ClickToCall.all();
  }

  @ParameterizedTest
  @MethodSource("clicks")
  void click_to_call_is_as_on_asterisk(ClickToCall played) throws Exception {
    try (var pbx = SimulatedPbx.start(SimulatorConfig.builder().timeScale(2).shownNumber("74950000000")
        .phones(List.of("101"), Behaviour.ringsOnly()).outside(_ -> Behaviour.answersAfter(A_MOMENT, A_MOMENT))
        .build()); var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      played.play(pbx);
      ami.ask("over", "Action: CoreShowChannels");
      ami.awaitEvent("CoreShowChannelsComplete");
      compare("ami-states/" + played.name(),
          ami.events().stream().filter(event -> !event.event().startsWith("CoreShow")).toList());
    }
  }
}
