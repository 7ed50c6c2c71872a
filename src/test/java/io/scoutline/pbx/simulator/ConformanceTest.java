package io.scoutline.pbx.simulator;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same scenarios as on a real Asterisk 22 (src/test/resources/ami) give the same events: for every channel the
 * same ones in the same order, and in each of them every header the same but for ids, times and ports. How the
 * events of different channels interleave is chance on a real PBX, so that is not compared.
 */
class ConformanceTest {
  private static final String CLIENT = "+74950000001";
  private static final Behaviour ANSWERS = Behaviour.answersAfter(ofMillis(100));
  private static final Set<String> TIMES = Set.of("Event", "Timestamp", "HoldTime", "TalkTime", "RingTime");
  private static final Behaviour RINGS = Behaviour.ringsOnly();

  /** A recorded scenario and how to play it again. */
  record Case(String file, Map<String, String> route, Scenario scenario, int devicesOf101) {
    Case(String file, Map<String, String> route, Scenario scenario) {
      this(file, route, scenario, 1);
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("incoming-answered", ring("101"), client().phone("101", ANSWERS).talk(ofMillis(500)).clientHangsUp()),
        new Case("no-answer", RoutingPeer.ring("101", 1), client().phone("101", RINGS).clientHangsUp()),
        new Case("busy", ring("101"), client().phone("101", Behaviour.busyAfter(ofMillis(90))).clientHangsUp()),
        new Case("hang-up-in-ringing", ring("101"),
            client().phone("101", RINGS).givesUpAfter(ofMillis(400)).clientHangsUp()),
        new Case("group-ring", ring("101-102-103"), client().phone("101", RINGS).phone("102", ANSWERS)
            .phone("103", RINGS).talk(ofMillis(500)).weHangUp()),
        new Case("queue", Map.of("ROUTE_KIND", "queue"), client().phone("101", ANSWERS).phone("102", RINGS)
            .phone("103", RINGS).talk(ofMillis(500)).clientHangsUp()),
        new Case("queue-abandoned", Map.of("ROUTE_KIND", "queue"), client().phone("101", RINGS).phone("102", RINGS)
            .phone("103", RINGS).givesUpAfter(ofMillis(500)).clientHangsUp()),
        new Case("blind-transfer", ring("101"), client().phone("101", ANSWERS).phone("102", ANSWERS)
            .talk(ofMillis(500)).blindTransfer("102").talk(ofMillis(500)).clientHangsUp()),
        new Case("attended-transfer", ring("101"), client().phone("101", ANSWERS).phone("102", ANSWERS)
            .talk(ofMillis(500)).attendedTransfer("102", ofMillis(500)).talk(ofMillis(500)).weHangUp()),
        new Case("hold", ring("101"), client().phone("101", ANSWERS).talk(ofMillis(500)).hold(ofMillis(500))
            .talk(ofMillis(500)).clientHangsUp()),
        new Case("two-devices", ring("101"), client().phone("101", ANSWERS).phone("101/2", RINGS).talk(ofMillis(500))
            .clientHangsUp(), 2),
        new Case("outgoing", Map.of(), Scenario.outbound("101", "84950000002").client(ANSWERS).talk(ofMillis(500))
            .weHangUp()),
        new Case("outgoing-busy", Map.of(), Scenario.outbound("101", "84950000002")
            .client(Behaviour.busyAfter(ofMillis(90))).weHangUp()),
        new Case("internal", Map.of(), Scenario.internal("101", "102").phone("102", ANSWERS).talk(ofMillis(500))
            .weHangUp()),
        new Case("refused", Map.of("ROUTE_KIND", "refuse"), client().clientHangsUp()),
        new Case("voicemail", Map.of("ROUTE_KIND", "voicemail"), client().leavesMessage(ofMillis(900)).clientHangsUp()));
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
    var real = Stream.of(Files.readString(Path.of("src/test/resources/ami", played.file() + ".txt"),
        StandardCharsets.UTF_8).split("\r?\n\r?\n")).filter(text -> text.contains("Event: "))
        .map(ConformanceTest::parse).toList();
    assertEquals(describe(real), describe(play(played)));
  }

  private static List<AmiProbe.Message> play(Case played) throws Exception {
    var refuse = Map.of("ROUTE_KIND", "refuse");
    var builder = SimulatorConfig.builder().timeScale(2).shownNumber("74950000000")
        .phones(List.of("101", "102", "103"), RINGS).queue("scoutline", List.of("101", "102", "103"))
        .phone(new SimulatorConfig.Phone("101", "Phone 101", played.devicesOf101(), RINGS));
    try (var server = new RoutingPeer(asked -> asked.attempt() == 1 ? played.route() : refuse);
        var pbx = SimulatedPbx.start(builder.agi(server.address()).build());
        var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      pbx.call(played.scenario()).completion().get(30, TimeUnit.SECONDS);
      ami.ask("over", "Action: CoreShowChannels");
      ami.awaitEvent("CoreShowChannelsComplete");
      return ami.events().stream().filter(event -> !event.event().startsWith("CoreShow")).toList();
    }
  }

  private static AmiProbe.Message parse(String text) {
    var headers = new ArrayList<ManagerRequest.Header>();
    for (var line : text.strip().split("\r?\n")) {
      int colon = line.indexOf(':');
      headers.add(new ManagerRequest.Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return new AmiProbe.Message(headers);
  }

  /** For each channel and each device what was said of it, in order, ids replaced by what they stand for. */
  private static String describe(List<AmiProbe.Message> events) {
    var names = new Names(events);
    Map<String, List<String>> stories = new TreeMap<>();
    for (var event : events) {
      stories.computeIfAbsent(names.subject(event), _ -> new ArrayList<>()).add(names.text(event));
    }
    stories.replaceAll((subject, story) -> subject.startsWith("device") ? withoutRepeats(story) : calledBeforeRinging(story));
    var text = new StringBuilder();
    stories.forEach((subject, story) -> text.append("=== ").append(subject).append('\n')
        .append(String.join("\n", story)).append('\n'));
    return text.toString();
  }

  /** A phone may ring before the queue has said that it calls it, which then shows in that event. */
  private static List<String> calledBeforeRinging(List<String> story) {
    int called = indexOf(story, "AgentCalled");
    int ringing = indexOf(story, "Newstate");
    if (called < 0 || ringing < 0 || ringing > called) {
      return story;
    }
    var mended = new ArrayList<>(story);
    mended.add(called + 1, mended.remove(ringing));
    return mended;
  }

  private static int indexOf(List<String> story, String event) {
    return story.indexOf(story.stream().filter(text -> text.startsWith(event)).findFirst().orElse(""));
  }

  private static List<String> withoutRepeats(List<String> story) {
    return List.copyOf(new TreeSet<>(story));
  }

  /** Gives channels and bridges names by the order in which they appear. */
  private static final class Names {
    private final Map<String, String> names = new LinkedHashMap<>();

    Names(List<AmiProbe.Message> events) {
      var count = new TreeMap<String, Integer>();
      for (var event : events) {
        if (event.event().equals("Newchannel")) {
          var endpoint = event.get("Channel").replaceFirst("-[0-9a-f]{8}$", "");
          var name = endpoint + "#" + count.merge(endpoint, 1, Integer::sum);
          names.put(event.get("Channel"), name);
          names.put(event.get("Uniqueid"), name);
        }
        var bridge = event.get("BridgeUniqueid");
        if (!bridge.isEmpty() && !names.containsKey(bridge)) {
          names.put(bridge, "bridge#" + count.merge("bridge", 1, Integer::sum));
        }
      }
    }

    String subject(AmiProbe.Message event) {
      if (event.event().equals("DeviceStateChange")) {
        return "device " + event.get("Device");
      }
      var leg = event.get("DestChannel");
      var own = event.get(leg.isEmpty() ? "Channel" : "DestChannel");
      return own.isEmpty() ? event.event() : names.get(own);
    }

    private static boolean dependsOnRinging(AmiProbe.Message event, String header) {
      return event.event().matches("AgentCalled|DialBegin") && header.startsWith("DestChannelState")
          || event.event().equals("DialBegin") && event.get("Context").equals("scoutline-queue")
          && header.startsWith("DestConnectedLine");
    }

    String text(AmiProbe.Message event) {
      var text = new StringBuilder(event.event());
      for (var header : event.headers()) {
        if (!TIMES.contains(header.name()) && !dependsOnRinging(event, header.name())) {
          var value = names.getOrDefault(header.value(), header.value()).replaceFirst("(127.0.0.1):\\d+$", "$1");
          text.append("\n    ").append(header.name()).append(": ").append(value);
        }
      }
      return text.toString();
    }
  }
}
