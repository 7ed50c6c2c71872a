package io.scoutline.pbx.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.FreePort;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** No call is lost because the routing server is slow, down or talks nonsense (P4.3). */
class RoutingFailureTest {
  private static final Scenario CLIENT_CALLS = Scenario.inbound("+74951234567", "+74957654321")
      .talk(Duration.ofSeconds(2)).clientHangsUp();

  private static SimulatorConfig.Builder config() {
    return SimulatorConfig.builder().timeScale(10)
        .phones(List.of("101", "102"), Behaviour.answersAfter(Duration.ofSeconds(1)))
        .phones(List.of("104"), Behaviour.ringsOnly()).queue("scoutline", List.of("101"));
  }

  private static Duration untilQueued(AmiProbe ami) throws Exception {
    return Duration.ofNanos((long) ((Double.parseDouble(ami.awaitEvent("QueueCallerJoin").get("Timestamp"))
        - Double.parseDouble(ami.awaitEvent("Newchannel").get("Timestamp"))) * 1e9 / 10));
  }

  @Test
  void a_server_that_hangs_costs_less_than_a_second() throws Exception {
    var never = new CountDownLatch(1);
    try (var server = new RoutingPeer(_ -> {
      never.await();
      return Map.of();
    }); var pbx = SimulatedPbx.start(config().agi(server.address()).build());
        var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      var truth = IncomingCallTest.end(pbx.call(CLIENT_CALLS));
      assertTrue(truth.queued());
      assertEquals(Optional.of("101"), truth.answeredBy());
      var waited = untilQueued(ami);
      assertTrue(waited.toMillis() >= 700 && waited.toMillis() < 1500, waited.toString());
      never.countDown();
    }
  }

  @Test
  void a_server_that_is_down_costs_nothing() throws Exception {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePort.find());
    try (var pbx = SimulatedPbx.start(config().agi(address).build()); var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      assertTrue(IncomingCallTest.end(pbx.call(CLIENT_CALLS)).queued());
      assertTrue(untilQueued(ami).toMillis() < 500);
    }
  }

  @Test
  void an_address_that_never_answers_is_left_alone_for_a_while_after_one_miss() throws Exception {
    try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort());
      var fillers = fill(address);
      try (var pbx = SimulatedPbx.start(config().agi(address).build())) {
        long begun = System.nanoTime();
        assertTrue(IncomingCallTest.end(pbx.call(CLIENT_CALLS)).queued());
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() >= 2000);
        begun = System.nanoTime();
        assertTrue(IncomingCallTest.end(pbx.call(CLIENT_CALLS)).queued());
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 2000);
      } finally {
        for (var filler : fillers) {
          filler.close();
        }
      }
    }
  }

  /** Connects until the listener's backlog is full and the next connect gets no answer. */
  private static List<Socket> fill(InetSocketAddress address) throws Exception {
    var sockets = new ArrayList<Socket>();
    while (true) {
      var socket = new Socket();
      sockets.add(socket);
      try {
        socket.connect(address, 300);
      } catch (java.net.SocketTimeoutException full) {
        return sockets;
      }
    }
  }

  @Test
  void a_server_that_dies_while_it_thinks_is_as_if_it_had_said_nothing() throws Exception {
    try (var listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> {
        try (var socket = listener.accept()) {
          socket.getInputStream().read(new byte[64]);
        } catch (java.io.IOException over) {
          // the test is over
        }
      });
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
      try (var pbx = SimulatedPbx.start(config().agi(address).build())) {
        assertTrue(IncomingCallTest.end(pbx.call(CLIENT_CALLS)).queued());
      }
    }
  }

  @Test
  void nonsense_goes_to_the_queue_and_only_digits_are_dialled() throws Exception {
    try (var server = new RoutingPeer(asked -> switch (asked.dialled()) {
      case "1" -> Map.of("ROUTE_KIND", "teleport");
      case "2" -> Map.of("ROUTE_KIND", "ring", "ROUTE_TO", "&/-;", "ROUTE_SECONDS", "20");
      default -> Map.of("ROUTE_KIND", "RING!ring", "ROUTE_TO", "10&2/x-999", "ROUTE_SECONDS", "x5x");
    }); var pbx = SimulatedPbx.start(config().agi(server.address()).build())) {
      for (var dialled : List.of("1", "2")) {
        assertTrue(IncomingCallTest.end(pbx.call(Scenario.inbound("+7495", dialled).talk(Duration.ofSeconds(1))
            .clientHangsUp())).queued());
      }
      var truth = IncomingCallTest.end(pbx.call(Scenario.inbound("+7495", "3").talk(Duration.ofSeconds(1))
          .clientHangsUp()));
      assertFalse(truth.queued());
      assertEquals(Optional.of("102"), truth.answeredBy());
    }
  }

  @Test
  void after_four_attempts_it_is_the_queues_turn() throws Exception {
    try (var server = new RoutingPeer(_ -> RoutingPeer.ring("104", 1));
        var pbx = SimulatedPbx.start(config().agi(server.address()).build())) {
      var truth = IncomingCallTest.end(pbx.call(CLIENT_CALLS));
      assertEquals(4, server.asked.size());
      assertEquals(Optional.of("101"), truth.answeredBy());
      assertTrue(truth.queued());
    }
  }

  @Test
  void whom_the_queue_found_nobody_for_is_asked_about_once_more_and_gets_voicemail() throws Exception {
    try (var server = new RoutingPeer(asked -> asked.attempt() == 1 ? Map.of("ROUTE_KIND", "queue") : Map.of());
        var pbx = SimulatedPbx.start(config().queue("scoutline", List.of("104")).queueTime(Duration.ofSeconds(4))
            .agi(server.address()).build())) {
      var truth = IncomingCallTest.end(pbx.call(CLIENT_CALLS));
      assertTrue(truth.queued() && truth.voicemail());
      assertEquals(Optional.empty(), truth.answeredBy());
      assertEquals("QUEUETIMEOUT", server.asked.get(1).last());
    }
  }

  @Test
  void a_queue_without_phones_is_not_waited_in() throws Exception {
    try (var pbx = SimulatedPbx.start(config().queue("scoutline", List.of()).build())) {
      assertTrue(IncomingCallTest.end(pbx.call(CLIENT_CALLS)).voicemail());
    }
  }
}
