package io.scoutline.pbx.simulator;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.scenario.Scenario.Act;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final Behaviour BUSY = Behaviour.busyAfter(A_MOMENT);
  private static final Behaviour REFUSES = Behaviour.rejectsAfter(A_MOMENT);

  static Stream<ConformanceTest.Case> cases() {
    var queue = Map.of("ROUTE_KIND", "queue");
    return Stream.of(
        state("phone-refuses", ring("101"), client().phone("101", REFUSES).weHangUp()),
        state("phone-not-there", ring("109"), client().weHangUp()),
        state("group-one-busy", ring("101-102"), client().phone("101", Behaviour.busyAfter(ofMillis(150)))
            .phone("102", ANSWERS).talk(A_MOMENT).clientHangsUp()),
        state("queue-member-busy", queue, client().phone("101", Behaviour.busyAfter(ofMillis(150)))
            .phone("102", ANSWERS).phone("103", RINGS).talk(A_MOMENT).weHangUp()),
        state("queue-nobody-answers", queue, client().givesUpAfter(Duration.ofSeconds(17)).clientHangsUp()),
        state("client-hangs-up-on-hold", ring("101"), client().phone("101", ANSWERS).talk(A_MOMENT)
            .act(new Act.Hold()).talk(A_MOMENT).clientHangsUp()),
        state("client-hangs-up-while-transfer-rings", ring("101"), client().phone("101", ANSWERS).talk(A_MOMENT)
            .act(new Act.BlindTransfer("102")).talk(A_MOMENT).clientHangsUp()),
        state("client-hangs-up-in-consultation", ring("101"), client().phone("101", ANSWERS).phone("102", ANSWERS)
            .talk(A_MOMENT).act(new Act.Consult("102")).act(new Act.AwaitAnswer()).talk(A_MOMENT).clientHangsUp()),
        state("consultation-busy", ring("101"), client().phone("101", ANSWERS).phone("102", BUSY).talk(A_MOMENT)
            .act(new Act.Consult("102")).act(new Act.AwaitAnswer()).act(new Act.ReturnToClient()).talk(A_MOMENT)
            .weHangUp()),
        state("transfer-to-nowhere", ring("101"), client().phone("101", ANSWERS).talk(A_MOMENT)
            .act(new Act.BlindTransfer("999")).talk(A_MOMENT).weHangUp()),
        state("outgoing-refused", Map.of(), outgoing().client(REFUSES).weHangUp()),
        state("outgoing-client-hangs-up", Map.of(), outgoing().client(ANSWERS).talk(A_MOMENT).clientHangsUp()),
        state("outgoing-attended-transfer", Map.of(), outgoing().client(ANSWERS).phone("102", ANSWERS).talk(A_MOMENT)
            .attendedTransfer("102", A_MOMENT).talk(A_MOMENT).weHangUp()));
  }

  private static ConformanceTest.Case state(String name, Map<String, String> route, Scenario scenario) {
    return new ConformanceTest.Case("ami-states/" + name, route, scenario);
  }

  private static Map<String, String> ring(String to) {
    return RoutingPeer.ring(to, 20);
  }

  private static Scenario.Builder client() {
    return Scenario.inbound("+74950000001", "74950000000").named("ООО Ромашка");
  }

  private static Scenario.Builder outgoing() {
    return Scenario.outbound("101", "84950000002");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void every_state_ends_as_on_asterisk(ConformanceTest.Case played) throws Exception {
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
