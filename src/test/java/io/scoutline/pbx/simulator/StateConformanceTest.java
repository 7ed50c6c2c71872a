package io.scoutline.pbx.simulator;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link ConformanceTest}: somebody hangs up, refuses or is not there in every state a call can be in. */
class StateConformanceTest {
  private static final Duration A_MOMENT = ofMillis(300);
  private static final Behaviour ANSWERS = Behaviour.answersAfter(A_MOMENT);
  private static final Behaviour RINGS = Behaviour.ringsOnly();
  private static final Behaviour REFUSES = Behaviour.rejectsAfter(A_MOMENT);

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

  @Test
  void click_to_call_is_as_on_asterisk() throws Exception {
    compare("ami-states/originate", originate("our-id-1", ANSWERS, 20_000));
    compare("ami-states/originate-refused", originate("our-id-2", REFUSES, 20_000));
    compare("ami-states/originate-unanswered", originate("our-id-3", RINGS, 1_000));
  }

  private static List<AmiProbe.Message> originate(String id, Behaviour phone, int timeout) throws Exception {
    var dialler = SimulatorConfig.Account.of("dialler", "d", "", "originate", List.of());
    var ended = new LinkedBlockingQueue<Truth>();
    try (var pbx = SimulatedPbx.start(SimulatorConfig.builder().timeScale(2).shownNumber("74950000000")
        .accounts(SimulatorConfig.installedAccount("scoutline"), dialler).phones(List.of("101"), phone)
        .outside(_ -> Behaviour.answersAfter(A_MOMENT, A_MOMENT)).build());
        var ami = AmiProbe.loggedIn(pbx.amiPort()); var control = new AmiProbe(pbx.amiPort())) {
      pbx.onEnd(ended::add);
      control.ask("login", "Action: Login", "Username: dialler", "Secret: d");
      control.ask("call", "Action: Originate", "Channel: PJSIP/101", "Context: scoutline-internal",
          "Exten: 84950000002", "Priority: 1", "CallerID: 84950000002", "Timeout: " + timeout, "Async: true",
          "ChannelId: " + id);
      assertNotNull(ended.poll(30, TimeUnit.SECONDS), "the call has not ended");
      ami.ask("over", "Action: CoreShowChannels");
      ami.awaitEvent("CoreShowChannelsComplete");
      return new ArrayList<>(ami.events().stream().filter(event -> !event.event().startsWith("CoreShow")).toList());
    }
  }
}
