package io.scoutline.pbx.simulator;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.scoutline.Await;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.CallHandle;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.scenario.Scenario.Act;
import io.scoutline.pbx.simulator.traffic.DeskPhones.Display;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A scenario that was played on a real Asterisk and recorded, and how to play it again on the simulator.
 *
 * @param file its recording, without the ending, below src/test/resources
 * @param route what the routing server says at the first question, the second and so on; then it refuses
 */
public record Replay(String file, List<Map<String, String>> route, int devicesOf101, List<Scenario> scenarios) {
  private static final String CLIENT = "+74950000001";
  private static final Behaviour ANSWERS = Behaviour.answersAfter(ofMillis(100));
  private static final Behaviour RINGS = Behaviour.ringsOnly();
  private static final Duration A_MOMENT = ofMillis(300);
  private static final Behaviour SLOWLY = Behaviour.answersAfter(A_MOMENT);
  private static final Behaviour BUSY = Behaviour.busyAfter(A_MOMENT);
  private static final Behaviour REFUSES = Behaviour.rejectsAfter(A_MOMENT);

  private Replay(String file, Map<String, String> route, Scenario... scenarios) {
    this(file, List.of(route), 1, List.of(scenarios));
  }

  /** From the first ring to the last hang-up; the names are those of {@code LabScenarios}. */
  public static Stream<Replay> calls() {
    return Stream.of(
        new Replay("ami/incoming-answered", ring("101"),
            client().phone("101", ANSWERS).talk(ofMillis(500)).clientHangsUp()),
        new Replay("ami/no-answer", RoutingPeer.ring("101", 1), client().phone("101", RINGS).clientHangsUp()),
        new Replay("ami/busy", ring("101"), client().phone("101", Behaviour.busyAfter(ofMillis(90))).clientHangsUp()),
        new Replay("ami/hang-up-in-ringing", ring("101"),
            client().phone("101", RINGS).givesUpAfter(ofMillis(400)).clientHangsUp()),
        new Replay("ami/group-ring", ring("101-102-103"), client().phone("101", RINGS).phone("102", ANSWERS)
            .phone("103", RINGS).talk(ofMillis(500)).weHangUp()),
        new Replay("ami/queue", Map.of("ROUTE_KIND", "queue"), client().phone("101", ANSWERS).phone("102", RINGS)
            .phone("103", RINGS).talk(ofMillis(500)).clientHangsUp()),
        new Replay("ami/queue-abandoned", Map.of("ROUTE_KIND", "queue"),
            client().phone("101", RINGS).phone("102", RINGS)
            .phone("103", RINGS).givesUpAfter(ofMillis(500)).clientHangsUp()),
        new Replay("ami/blind-transfer", ring("101"), client().phone("101", ANSWERS).phone("102", ANSWERS)
            .talk(ofMillis(500)).blindTransfer("102").talk(ofMillis(500)).clientHangsUp()),
        new Replay("ami/attended-transfer", ring("101"), client().phone("101", ANSWERS).phone("102", ANSWERS)
            .talk(ofMillis(500)).attendedTransfer("102", ofMillis(500)).talk(ofMillis(500)).weHangUp()),
        new Replay("ami/hold", ring("101"), client().phone("101", ANSWERS).talk(ofMillis(500)).hold(ofMillis(500))
            .talk(ofMillis(500)).clientHangsUp()),
        new Replay("ami/two-devices", List.of(ring("101")), 2, List.of(client().phone("101", ANSWERS)
            .phone("101/2", RINGS).talk(ofMillis(500)).clientHangsUp())),
        new Replay("ami/outgoing", Map.of(), Scenario.outbound("101", "84950000002").client(ANSWERS).talk(ofMillis(500))
            .weHangUp()),
        new Replay("ami/outgoing-busy", Map.of(), Scenario.outbound("101", "84950000002")
            .client(Behaviour.busyAfter(ofMillis(90))).weHangUp()),
        new Replay("ami/internal", Map.of(), Scenario.internal("101", "102").phone("102", ANSWERS).talk(ofMillis(500))
            .weHangUp()),
        new Replay("ami/refused", Map.of("ROUTE_KIND", "refuse"), client().clientHangsUp()),
        new Replay("ami/voicemail", Map.of("ROUTE_KIND", "voicemail"),
            client().leavesMessage(ofMillis(900)).clientHangsUp()),
        new Replay("ami/second-attempt", List.of(ring("101"), ring("102")), 1, List.of(client()
            .phone("101", Behaviour.busyAfter(ofMillis(90))).phone("102", ANSWERS).talk(ofMillis(500)).weHangUp())),
        new Replay("ami/hidden-number", ring("101"), Scenario.inbound("anonymous", "74950000000").named("Anonymous")
            .phone("101", ANSWERS).talk(ofMillis(500)).clientHangsUp()),
        new Replay("ami/outgoing-given-up", Map.of(), Scenario.outbound("101", "84950000002").client(RINGS)
            .givesUpAfter(ofMillis(300)).weHangUp()),
        new Replay("ami/blind-transfer-to-busy", ring("101"), client().phone("101", ANSWERS)
            .phone("102", Behaviour.busyAfter(ofMillis(30))).phone("103", Behaviour.answersAfter(ofMillis(70)))
            .talk(ofMillis(500)).blindTransfer("102").talk(ofMillis(500)).weHangUp()),
        new Replay("ami/transfer-of-an-outgoing-call", Map.of(), Scenario.outbound("101", "84950000002").client(ANSWERS)
            .phone("102", ANSWERS).talk(ofMillis(500)).blindTransfer("102").talk(ofMillis(500)).weHangUp()),
        new Replay("ami/transfer-to-the-outside", ring("101"), client().phone("101", ANSWERS).talk(ofMillis(500))
            .blindTransfer("84950000002").talk(ofMillis(500)).weHangUp()),
        new Replay("ami/attended-transfer-while-ringing", ring("101"), client().phone("101", ANSWERS)
            .phone("102", Behaviour.answersAfter(ofMillis(900))).talk(ofMillis(500))
            .act(new Scenario.Act.Consult("102"))
            .talk(ofMillis(300)).act(new Scenario.Act.CompleteTransfer()).act(new Scenario.Act.AwaitAnswer())
            .talk(ofMillis(500)).weHangUp()),
        new Replay("ami/second-call-while-talking", ring("101"),
            client().phone("101", ANSWERS).talk(ofSeconds(4)).weHangUp(),
            Scenario.inbound("+74950000003", "74950000000").phone("101", RINGS).givesUpAfter(ofMillis(400))
                .clientHangsUp()));
  }

  /** Somebody hangs up, refuses or is not there in every state; the names are those of {@code StateScenarios}. */
  public static Stream<Replay> states() {
    var queue = Map.of("ROUTE_KIND", "queue");
    return Stream.of(
        new Replay("ami-states/phone-refuses", ring("101"), client().phone("101", REFUSES).weHangUp()),
        new Replay("ami-states/phone-not-there", ring("109"), client().weHangUp()),
        new Replay("ami-states/group-one-busy", ring("101-102"), client()
            .phone("101", Behaviour.busyAfter(ofMillis(150))).phone("102", SLOWLY).talk(A_MOMENT).clientHangsUp()),
        new Replay("ami-states/queue-member-busy", queue, client()
            .phone("101", Behaviour.busyAfter(ofMillis(150))).phone("102", SLOWLY).phone("103", RINGS).talk(A_MOMENT)
            .weHangUp()),
        new Replay("ami-states/queue-nobody-answers", queue,
            client().givesUpAfter(Duration.ofSeconds(17)).clientHangsUp()),
        new Replay("ami-states/client-hangs-up-on-hold", ring("101"), client().phone("101", SLOWLY).talk(A_MOMENT)
            .act(new Act.Hold()).talk(A_MOMENT).clientHangsUp()),
        new Replay("ami-states/client-hangs-up-while-transfer-rings", ring("101"),
            client().phone("101", SLOWLY).talk(A_MOMENT)
            .act(new Act.BlindTransfer("102")).talk(A_MOMENT).clientHangsUp()),
        new Replay("ami-states/client-hangs-up-in-consultation", ring("101"),
            client().phone("101", SLOWLY).phone("102", SLOWLY)
            .talk(A_MOMENT).act(new Act.Consult("102")).act(new Act.AwaitAnswer()).talk(A_MOMENT).clientHangsUp()),
        new Replay("ami-states/consultation-busy", ring("101"),
            client().phone("101", SLOWLY).phone("102", BUSY).talk(A_MOMENT)
            .act(new Act.Consult("102")).act(new Act.AwaitAnswer()).act(new Act.ReturnToClient()).talk(A_MOMENT)
            .weHangUp()),
        new Replay("ami-states/transfer-to-nowhere", ring("101"), client().phone("101", SLOWLY).talk(A_MOMENT)
            .act(new Act.BlindTransfer("999")).talk(A_MOMENT).weHangUp()),
        new Replay("ami-states/outgoing-refused", Map.of(), outgoing().client(REFUSES).weHangUp()),
        new Replay("ami-states/outgoing-client-hangs-up", Map.of(),
            outgoing().client(SLOWLY).talk(A_MOMENT).clientHangsUp()),
        new Replay("ami-states/outgoing-attended-transfer", Map.of(),
            outgoing().client(SLOWLY).phone("102", SLOWLY).talk(A_MOMENT)
            .attendedTransfer("102", A_MOMENT).talk(A_MOMENT).weHangUp()));
  }

  private static Map<String, String> ring(String to) {
    return RoutingPeer.ring(to, 20);
  }

  private static Scenario.Builder client() {
    return Scenario.inbound(CLIENT, "74950000000").named("ООО Ромашка");
  }

  private static Scenario.Builder outgoing() {
    return Scenario.outbound("101", "84950000002");
  }

  /** Its name among the scenarios of the lab. */
  public String name() {
    return file.substring(file.indexOf('/') + 1);
  }

  /** Plays it to the end; each further scenario begins when 101 is in a talk. */
  public void play(SimulatedPbx pbx) throws Exception {
    var refuse = Map.of("ROUTE_KIND", "refuse");
    try (var server = new RoutingPeer(asked -> asked.attempt() <= route.size() ? route.get(asked.attempt() - 1)
        : refuse)) {
      pbx.routeBy(Optional.of(server.address()));
      var calls = new ArrayList<CallHandle>();
      for (var scenario : scenarios) {
        if (!calls.isEmpty()) {
          Await.until(() -> pbx.desk().display("101").get(20, TimeUnit.SECONDS) == Display.TALKING, "nobody talks");
        }
        calls.add(pbx.call(devicesOf101 == 1 ? withoutSecondDevice(scenario) : scenario));
      }
      for (var call : calls) {
        call.completion().get(30, TimeUnit.SECONDS);
      }
    }
  }

  /** Whether or not the simulator has a second device for 101, this call does not reach it. */
  private static Scenario withoutSecondDevice(Scenario scenario) {
    var phones = new HashMap<>(scenario.phones());
    phones.put("101/2", Behaviour.unreachable());
    return switch (scenario) {
      case Scenario.Inbound in -> new Scenario.Inbound(in.callerNumber(), in.callerName(), in.dialled(), phones,
          in.patience(), in.message(), in.acts());
      case Scenario.Outbound out -> new Scenario.Outbound(out.extension(), out.number(), out.client(), phones,
          out.patience(), out.acts());
      case Scenario.Internal inside -> new Scenario.Internal(inside.extension(), inside.called(), phones,
          inside.patience(), inside.acts());
    };
  }

  @Override
  public String toString() {
    return file;
  }
}
