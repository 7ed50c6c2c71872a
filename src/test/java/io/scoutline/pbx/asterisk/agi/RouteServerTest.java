package io.scoutline.pbx.asterisk.agi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.Await;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.RouteAdviser;
import io.scoutline.pbx.RouteReply;
import io.scoutline.pbx.RouteRequest;
import io.scoutline.pbx.asterisk.AgiCaller;
import io.scoutline.pbx.simulator.SimulatedPbx;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("P4: the dialplan's question, over FastAGI")
class RouteServerTest {
  private static final PbxName MAIN = new PbxName("main");
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final RouteReply RING = new RouteReply.Ring(List.of("101", "102"), Duration.ofSeconds(20));

  private final BlockingQueue<RouteRequest> asked = new LinkedBlockingQueue<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private RouteServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_answer_is_digits_seconds_and_last_the_kind() throws Exception {
    start(RING);
    try (var caller = AgiCaller.asking(server.port(), "route/main", "84951234567", "Anna", "1.1")) {
      assertEquals(Map.of("ROUTE_TO", "101-102", "ROUTE_SECONDS", "20", "ROUTE_KIND", "ring"), caller.listen());
      assertTrue(caller.commands().get(2).contains("ROUTE_KIND"), caller.commands()::toString);
    }
  }

  @Test
  void the_question_carries_what_the_pbx_knows() throws Exception {
    start(RING);
    ask("route/main?attempt=2&last=NOANSWER", "84951234567", "Anna");
    assertEquals(new RouteRequest(MAIN, "1.1", "84951234567", "74950000000", 2, "NOANSWER"), asked.take());
  }

  @ParameterizedTest
  @ValueSource(strings = {"route", "", "route?attempt=1&last=NONE"})
  void a_pbx_that_does_not_say_its_name_is_the_only_one_at_that_address(String script) throws Exception {
    start(RING);
    ask(script, "84951234567", "Anna");
    assertEquals(MAIN, asked.take().pbx());
  }

  @Test
  void of_several_pbxs_at_one_address_the_path_tells_which() throws Exception {
    start(Map.of(MAIN, Set.of(HERE), new PbxName("branch"), Set.of(HERE)), limit(), answering(RING));
    ask("route/branch", "84951234567", "Anna");
    assertEquals("branch", asked.take().pbx().value());
    assertEquals(Map.of(), ask("route", "84951234567", "Anna"));
  }

  @Test
  void a_name_that_is_no_pbx_is_not_answered() throws Exception {
    start(RING);
    assertEquals(Map.of(), ask("route/../../etc/passwd", "84951234567", "Anna"));
    assertEquals(0, asked.size());
  }

  @Test
  @DisplayName("P16.2: an address that is not listed is turned away unheard")
  void an_address_that_is_not_listed_is_turned_away() throws Exception {
    start(Map.of(MAIN, Set.of(InetAddress.getByName("192.0.2.1"))), limit(), answering(RING));
    try (var caller = new AgiCaller(server.port())) {
      assertEquals(Map.of(), caller.listen());
    }
    assertEquals(0, asked.size());
    var turnedAway = meters.get("scoutline.routing.turned.away").counter();
    Await.until(() -> turnedAway.count() >= 1, "nobody was counted as turned away");
    assertEquals(1, turnedAway.count());
  }

  @Test
  @DisplayName("P4.3: no advice and a fault are both no answer, and the dialplan goes on by itself")
  void no_advice_and_a_fault_are_no_answer() throws Exception {
    start(Map.of(MAIN, Set.of(HERE)), limit(), request -> {
      if (request.attempt() == 1) {
        return Optional.empty();
      }
      throw new IllegalStateException("on purpose");
    });
    assertEquals(Map.of(), ask("route/main?attempt=1", "84951234567", "Anna"));
    assertEquals(Map.of(), ask("route/main?attempt=2", "84951234567", "Anna"));
    assertEquals(Map.of(), ask("route/main?attempt=1", "84951234567", "Anna"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "anonymous", "\" ${SHELL(id)}", "101&PJSIP/999", "');DROP TABLE call;--",
      "🙂\u202e", "9999999999999999999999999999999999999999", "sip:a@b", "x\\\" 1", "<script>"})
  @DisplayName("P16.2: nothing that came from the caller is sent back")
  void nothing_from_the_caller_is_sent_back(String hostile) throws Exception {
    start(RING);
    try (var caller = AgiCaller.asking(server.port(), "route/main", hostile, hostile, "1.1")) {
      caller.listen();
      assertEquals(List.of("ROUTE_TO \"101-102\"", "ROUTE_SECONDS \"20\"", "ROUTE_KIND \"ring\""),
          caller.commands().stream().filter(command -> !command.contains("AJ_AGISTATUS"))
              .map(command -> command.replace("SET VARIABLE ", "").replaceFirst("^\"(\\w+)\"", "$1")).toList());
    }
  }

  @Test
  void a_line_break_in_a_callers_name_cannot_pretend_to_be_another_call() throws Exception {
    start(RING);
    ask("route/main", "84951234567", "Anna\nagi_uniqueid: 9.9\nagi_callerid: 101\nagi_network_script: route/x");
    var request = asked.take();
    assertEquals("1.1", request.uniqueid());
    assertEquals("84951234567", request.callerSaid());
  }

  @Test
  void junk_instead_of_a_number_of_the_attempt_is_the_first() throws Exception {
    start(RING);
    ask("route/main?attempt=-1", "1", "");
    ask("route/main?attempt=99999999999", "1", "");
    ask("route/main?attempt=%00", "1", "");
    assertEquals(List.of(1, 1, 1), List.of(asked.take().attempt(), asked.take().attempt(), asked.take().attempt()));
  }

  @Test
  void one_that_connects_and_says_nothing_is_let_go_and_holds_up_nobody() throws Exception {
    start(Map.of(MAIN, Set.of(HERE)), Duration.ofMillis(500), answering(RING));
    try (var silent = new AgiCaller(server.port())) {
      assertEquals("ring", ask("route/main", "1", "").get("ROUTE_KIND"));
      assertEquals(Map.of(), silent.listen());
    }
  }

  @Test
  void one_that_sends_without_end_is_let_go() throws Exception {
    start(RING);
    try (var endless = new AgiCaller(server.port())) {
      IntStream.range(0, 1_000).forEach(number -> push(endless, "agi_x" + number + ": " + "y".repeat(5_000) + "\n"));
      assertEquals(Map.of(), endless.listen());
    }
    assertEquals("ring", ask("route/main", "1", "").get("ROUTE_KIND"));
  }

  private static void push(AgiCaller caller, String text) {
    try {
      caller.say(text);
    } catch (IOException letGo) {
      // what the test is about
    }
  }

  @Test
  void a_server_that_is_closed_at_once_leaves_its_port() throws Exception {
    for (int round = 0; round < 50; round++) {
      start(RING);
      int port = server.port();
      server.close();
      new ServerSocket(port, 1, HERE).close();
    }
  }

  @Test
  void a_caller_who_hangs_up_in_the_middle_disturbs_nobody() throws Exception {
    start(RING);
    for (int call = 0; call < 50; call++) {
      AgiCaller.asking(server.port(), "route/main", "1", "", "1." + call).close();
    }
    assertEquals("ring", ask("route/main", "1", "").get("ROUTE_KIND"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "agi_network: yes\nagi_network_script: route/main\nagi_uniqueid: 9.9\n"})
  @DisplayName("P4.3: fifteen hundred who go at one moment without having asked cost no advice and hold up nobody")
  void whoever_goes_without_having_asked_costs_no_advice(String said) throws Exception {
    start(Map.of(MAIN, Set.of(HERE)), Duration.ofSeconds(30), answering(RING));
    var callers = new ArrayList<AgiCaller>();
    for (int caller = 0; caller < 1_500; caller++) {
      callers.add(new AgiCaller(server.port()).say(said));
    }
    for (AgiCaller caller : callers) {
      caller.close();
    }

    assertEquals("ring", ask("route/main", "84951234567", "Anna").get("ROUTE_KIND"));
    for (int later = 0; later < 20; later++) {
      assertEquals("ring", ask("route/main", "84951234567", "Anna").get("ROUTE_KIND"));
    }
    assertEquals(21, asked.size(), "those who asked, and nobody else");
  }

  @Test
  @DisplayName("P4.3: three thousand callers at once are all answered")
  void three_thousand_callers_at_once_are_all_answered() throws Exception {
    int callers = 3_000;
    var gate = new CountDownLatch(callers);
    start(Map.of(MAIN, Set.of(HERE)), Duration.ofSeconds(60), request -> {
      gate.countDown();
      try {
        gate.await(50, TimeUnit.SECONDS); // nobody is answered before everybody has asked
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
      return Optional.of(RING);
    });
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = IntStream.range(0, callers)
          .mapToObj(_ -> executor.submit(() -> ask("route/main", "84951234567", "Anna")))
          .toList();
      for (var answer : answers) {
        assertEquals("ring", answer.get(60, TimeUnit.SECONDS).get("ROUTE_KIND"));
      }
    }
    assertEquals(callers, meters.get("scoutline.routing.answer").tag("kind", "ring").timer().count());
  }

  @Test
  void the_simulated_pbx_rings_whom_it_is_told() throws Exception {
    start(new RouteReply.Ring(List.of("102"), Duration.ofSeconds(20)));
    try (var pbx = pbx()) {
      Truth truth = call(pbx);
      assertEquals(Optional.of("102"), truth.answeredBy());
    }
    assertEquals("+74951234567", asked.take().callerSaid());
  }

  @Test
  @DisplayName("P4.3: with the server gone the call goes to the queue and is answered there")
  void with_the_server_gone_the_call_goes_to_the_queue() throws Exception {
    start(RING);
    try (var pbx = pbx()) {
      server.close();
      Truth truth = call(pbx);
      assertTrue(truth.queued() && truth.answeredBy().isPresent(), truth::toString);
    }
  }

  private SimulatedPbx pbx() {
    return SimulatedPbx.start(SimulatorConfig.builder()
        .phones(List.of("101", "102"), Behaviour.answersAfter(Duration.ofSeconds(2)))
        .queue("scoutline", List.of("101", "102"))
        .agi(new InetSocketAddress(HERE, server.port())).timeScale(50).build());
  }

  private static Truth call(SimulatedPbx pbx) throws Exception {
    return pbx.call(Scenario.inbound("+74951234567", "+74957654321").talk(Duration.ofSeconds(10)).clientHangsUp())
        .completion().get(30, TimeUnit.SECONDS);
  }

  private Map<String, String> ask(String script, String number, String name) throws IOException {
    try (var caller = AgiCaller.asking(server.port(), script, number, name, "1.1")) {
      return caller.listen();
    }
  }

  private RouteAdviser answering(RouteReply reply) {
    return request -> {
      asked.add(request);
      return Optional.of(reply);
    };
  }

  private static Duration limit() {
    return Duration.ofSeconds(20);
  }

  private void start(RouteReply reply) throws IOException {
    start(Map.of(MAIN, Set.of(HERE)), limit(), answering(reply));
  }

  private void start(Map<PbxName, Set<InetAddress>> sources, Duration limit, RouteAdviser adviser)
      throws IOException {
    server = new RouteServer(new RouteServer.Settings(new InetSocketAddress(HERE, 0), sources, limit), adviser,
        Clock.systemUTC(), meters);
    server.start();
  }
}
