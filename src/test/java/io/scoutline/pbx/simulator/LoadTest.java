package io.scoutline.pbx.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.LoadProfile;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.traffic.DemoTraffic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.asteriskjava.manager.event.HangupEvent;
import org.junit.jupiter.api.Test;

/** Many calls at once, and a working day of simulated people. */
class LoadTest {
  private static final List<String> PHONES =
      IntStream.rangeClosed(100, 299).mapToObj(Integer::toString).toList();

  @Test
  void fifty_calls_a_second_over_two_hundred_phones_lose_no_event() throws Exception {
    var random = new Random(1);
    try (var server = new RoutingPeer(_ -> RoutingPeer.ring(PHONES.get(random.nextInt(PHONES.size())), 20));
        var pbx = SimulatedPbx.start(SimulatorConfig.builder().agi(server.address())
            .phones(PHONES, Behaviour.answersAfter(Duration.ofMillis(300))).queue("scoutline", PHONES).build())) {
      var hungUp = ConcurrentHashMap.<String>newKeySet();
      var ami = ManagerLoginTest.connection(pbx, "scoutline");
      ami.addEventListener(event -> {
        if (event instanceof HangupEvent hangup) {
          hungUp.add(hangup.getUniqueId());
        }
      });
      ami.login();
      var run = pbx.load(LoadProfile.of(50, Duration.ofSeconds(4), draw -> Scenario
          .inbound("+7495" + draw.nextInt(1_000_000, 9_999_999), "+74957654321")
          .talk(Duration.ofMillis(200 + draw.nextInt(600))).clientHangsUp()));
      var truths = run.completion().get(60, TimeUnit.SECONDS);
      assertEquals(200, truths.size(), 60);
      var channels = truths.stream().flatMap(truth -> truth.legs().stream()).map(Truth.Leg::uniqueid).toList();
      Await.until(() -> hungUp.containsAll(channels), "a hang-up never came");
      assertTrue(truths.stream().filter(truth -> truth.answeredBy().isPresent()).count() > truths.size() * 0.9);
      ami.logoff();
    }
  }

  @Test
  void an_even_load_keeps_its_rate_and_can_be_stopped() throws Exception {
    try (var pbx = SimulatedPbx.start(SimulatorConfig.builder().timeScale(10).build())) {
      var run = pbx.load(new LoadProfile(10, Duration.ofSeconds(20), LoadProfile.Arrivals.EVEN,
          List.of(new LoadProfile.Share(1, _ -> Scenario.inbound("+7495", "1").leavesMessage(Duration.ofSeconds(1))
              .clientHangsUp()))));
      assertEquals(200, run.completion().get(30, TimeUnit.SECONDS).size());
      assertEquals(200, run.ended());
      var stopped = pbx.load(LoadProfile.of(10, Duration.ofHours(1), _ -> Scenario.inbound("+7495", "1")
          .leavesMessage(Duration.ofSeconds(1)).clientHangsUp()));
      stopped.close();
      assertTrue(stopped.completion().get(30, TimeUnit.SECONDS).size() < 20);
    }
  }

  @Test
  void simulated_people_keep_a_board_alive() throws Exception {
    var ended = new ConcurrentLinkedQueue<Truth>();
    var number = new AtomicInteger();
    try (var pbx = SimulatedPbx.start(SimulatorConfig.builder().timeScale(600)
        .phones(List.of("101", "102", "103"),
            Behaviour.answersBetween(Duration.ofSeconds(2), Duration.ofSeconds(8)))
        .phones(List.of("109"), Behaviour.manual()).queue("scoutline", List.of("101", "102")).build())) {
      pbx.onEnd(ended::add);
      try (var traffic = pbx.traffic(new DemoTraffic.Plan(
          () -> new DemoTraffic.Client("+7495" + (1_000_000 + number.incrementAndGet()), "", "+74957654321"),
          Duration.ofSeconds(60), List.of("103", "109"),
          extension -> Optional.of("+7812" + (1_000_000 + number.incrementAndGet())), List.of("101", "102")))) {
        Await.until(() -> ended.size() >= 60, () -> "only " + ended.size() + " calls have ended");
      }
    }
    var out = ended.stream().filter(truth -> truth.direction() == Truth.Direction.OUTBOUND).toList();
    var in = ended.stream().filter(truth -> truth.direction() == Truth.Direction.INBOUND).toList();
    assertTrue(in.size() > 10 && out.size() > 10, in.size() + " in, " + out.size() + " out");
    assertTrue(out.stream().allMatch(truth -> truth.legs().getFirst().party().equals("103")),
        "a visitor's phone does not dial by itself");
    assertTrue(out.stream().anyMatch(truth -> truth.answeredBy().isPresent()));
    assertTrue(out.stream().anyMatch(truth -> truth.answeredBy().isEmpty()));
    assertTrue(in.stream().anyMatch(truth -> truth.answeredBy().isPresent()));
  }
}
