package io.scoutline.pbx.simulator;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.CallHandle;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same scenarios as on a real Asterisk 22 (src/test/resources/ami, ami-states) give the same events: for every
 * channel the same ones in the same order, and in each of them every header the same but for ids, times and ports. How the
 * events of different channels interleave is chance on a real PBX, so that is not compared.
 */
class ConformanceTest {
  private static final String CLIENT = "+74950000001";
  private static final Behaviour ANSWERS = Behaviour.answersAfter(ofMillis(100));
  private static final Behaviour RINGS = Behaviour.ringsOnly();

  /** A recorded scenario and how to play it again. */
  record Case(String file, List<Map<String, String>> route, int devicesOf101, List<Scenario> scenarios) {
    Case(String file, Map<String, String> route, Scenario... scenarios) {
      this(file, List.of(route), 1, List.of(scenarios));
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("ami/incoming-answered", ring("101"), client().phone("101", ANSWERS).talk(ofMillis(500)).clientHangsUp()),
        new Case("ami/no-answer", RoutingPeer.ring("101", 1), client().phone("101", RINGS).clientHangsUp()),
        new Case("ami/busy", ring("101"), client().phone("101", Behaviour.busyAfter(ofMillis(90))).clientHangsUp()),
        new Case("ami/hang-up-in-ringing", ring("101"),
            client().phone("101", RINGS).givesUpAfter(ofMillis(400)).clientHangsUp()),
        new Case("ami/group-ring", ring("101-102-103"), client().phone("101", RINGS).phone("102", ANSWERS)
            .phone("103", RINGS).talk(ofMillis(500)).weHangUp()),
        new Case("ami/queue", Map.of("ROUTE_KIND", "queue"), client().phone("101", ANSWERS).phone("102", RINGS)
            .phone("103", RINGS).talk(ofMillis(500)).clientHangsUp()),
        new Case("ami/queue-abandoned", Map.of("ROUTE_KIND", "queue"), client().phone("101", RINGS).phone("102", RINGS)
            .phone("103", RINGS).givesUpAfter(ofMillis(500)).clientHangsUp()),
        new Case("ami/blind-transfer", ring("101"), client().phone("101", ANSWERS).phone("102", ANSWERS)
            .talk(ofMillis(500)).blindTransfer("102").talk(ofMillis(500)).clientHangsUp()),
        new Case("ami/attended-transfer", ring("101"), client().phone("101", ANSWERS).phone("102", ANSWERS)
            .talk(ofMillis(500)).attendedTransfer("102", ofMillis(500)).talk(ofMillis(500)).weHangUp()),
        new Case("ami/hold", ring("101"), client().phone("101", ANSWERS).talk(ofMillis(500)).hold(ofMillis(500))
            .talk(ofMillis(500)).clientHangsUp()),
        new Case("ami/two-devices", List.of(ring("101")), 2, List.of(client().phone("101", ANSWERS)
            .phone("101/2", RINGS).talk(ofMillis(500)).clientHangsUp())),
        new Case("ami/outgoing", Map.of(), Scenario.outbound("101", "84950000002").client(ANSWERS).talk(ofMillis(500))
            .weHangUp()),
        new Case("ami/outgoing-busy", Map.of(), Scenario.outbound("101", "84950000002")
            .client(Behaviour.busyAfter(ofMillis(90))).weHangUp()),
        new Case("ami/internal", Map.of(), Scenario.internal("101", "102").phone("102", ANSWERS).talk(ofMillis(500))
            .weHangUp()),
        new Case("ami/refused", Map.of("ROUTE_KIND", "refuse"), client().clientHangsUp()),
        new Case("ami/voicemail", Map.of("ROUTE_KIND", "voicemail"), client().leavesMessage(ofMillis(900)).clientHangsUp()),
        new Case("ami/second-attempt", List.of(ring("101"), ring("102")), 1, List.of(client()
            .phone("101", Behaviour.busyAfter(ofMillis(90))).phone("102", ANSWERS).talk(ofMillis(500)).weHangUp())),
        new Case("ami/hidden-number", ring("101"), Scenario.inbound("anonymous", "74950000000").named("Anonymous")
            .phone("101", ANSWERS).talk(ofMillis(500)).clientHangsUp()),
        new Case("ami/outgoing-given-up", Map.of(), Scenario.outbound("101", "84950000002").client(RINGS)
            .givesUpAfter(ofMillis(300)).weHangUp()),
        new Case("ami/blind-transfer-to-busy", ring("101"), client().phone("101", ANSWERS)
            .phone("102", Behaviour.busyAfter(ofMillis(30))).phone("103", Behaviour.answersAfter(ofMillis(70)))
            .talk(ofMillis(500)).blindTransfer("102").talk(ofMillis(500)).weHangUp()),
        new Case("ami/transfer-of-an-outgoing-call", Map.of(), Scenario.outbound("101", "84950000002").client(ANSWERS)
            .phone("102", ANSWERS).talk(ofMillis(500)).blindTransfer("102").talk(ofMillis(500)).weHangUp()),
        new Case("ami/transfer-to-the-outside", ring("101"), client().phone("101", ANSWERS).talk(ofMillis(500))
            .blindTransfer("84950000002").talk(ofMillis(500)).weHangUp()),
        new Case("ami/attended-transfer-while-ringing", ring("101"), client().phone("101", ANSWERS)
            .phone("102", Behaviour.answersAfter(ofMillis(900))).talk(ofMillis(500)).act(new Scenario.Act.Consult("102"))
            .talk(ofMillis(300)).act(new Scenario.Act.CompleteTransfer()).act(new Scenario.Act.AwaitAnswer())
            .talk(ofMillis(500)).weHangUp()),
        new Case("ami/second-call-while-talking", ring("101"),
            client().phone("101", ANSWERS).talk(ofSeconds(4)).weHangUp(),
            Scenario.inbound("+74950000003", "74950000000").phone("101", RINGS).givesUpAfter(ofMillis(400))
                .clientHangsUp()));
  }

  private static Map<String, String> ring(String to) {
    return RoutingPeer.ring(to, 20);
  }

  private static Scenario.Builder client() {
    return Scenario.inbound(CLIENT, "74950000000").named("ООО Ромашка");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_scenario_gives_the_events_that_asterisk_gives(Case played) throws Exception {
    var real = EventStories.read(Path.of("src/test/resources", played.file() + ".txt"));
    assertEquals(EventStories.describe(real), EventStories.describe(play(played)));
  }

  static List<AmiProbe.Message> play(Case played) throws Exception {
    var refuse = Map.of("ROUTE_KIND", "refuse");
    var builder = SimulatorConfig.builder().outside(_ -> ANSWERS).timeScale(2).shownNumber("74950000000")
        .phones(List.of("101", "102", "103"), RINGS).queue("scoutline", List.of("101", "102", "103"))
        .phone(new SimulatorConfig.Phone("101", "Phone 101", played.devicesOf101(), RINGS));
    try (var server = new RoutingPeer(asked -> asked.attempt() <= played.route().size()
            ? played.route().get(asked.attempt() - 1) : refuse);
        var pbx = SimulatedPbx.start(builder.agi(server.address()).build());
        var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      var calls = new ArrayList<CallHandle>();
      for (var scenario : played.scenarios()) {
        if (!calls.isEmpty()) {
          ami.awaitEvent("BridgeEnter");
        }
        calls.add(pbx.call(scenario));
      }
      for (var call : calls) {
        call.completion().get(30, TimeUnit.SECONDS);
      }
      ami.ask("over", "Action: CoreShowChannels");
      ami.awaitEvent("CoreShowChannelsComplete");
      return ami.events().stream().filter(event -> !event.event().startsWith("CoreShow")).toList();
    }
  }
}
