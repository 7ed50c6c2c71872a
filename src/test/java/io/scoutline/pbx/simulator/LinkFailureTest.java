package io.scoutline.pbx.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.LoadProfile;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What can happen to the AMI link, and what an account may see. */
class LinkFailureTest {
  private static final Scenario LONG_CALL = Scenario.inbound("+74951234567", "1").talk(Duration.ofHours(1))
      .clientHangsUp();

  private static SimulatorConfig.Builder config() {
    return SimulatorConfig.builder().phones(List.of("101"), Behaviour.answersAfter(Duration.ofMillis(50)))
        .queue("scoutline", List.of("101"));
  }

  private static String channels(AmiProbe ami) throws Exception {
    ami.ask("channels", "Action: CoreShowChannels");
    return ami.awaitEvent("CoreShowChannelsComplete").get("ListItems");
  }

  @Test
  void a_dropped_link_comes_back_and_the_calls_are_still_there() throws Exception {
    try (var pbx = SimulatedPbx.start(config().build()); var first = AmiProbe.loggedIn(pbx.amiPort())) {
      pbx.call(LONG_CALL);
      first.awaitEvent("BridgeEnter");
      pbx.dropLink();
      assertTrue(first.awaitEnd());
      try (var second = AmiProbe.loggedIn(pbx.amiPort())) {
        assertEquals("2", channels(second));
      }
    }
  }

  @Test
  void a_link_taken_down_refuses_connections_until_it_is_restored() throws Exception {
    try (var pbx = SimulatedPbx.start(config().build()); var first = AmiProbe.loggedIn(pbx.amiPort())) {
      pbx.takeLinkDown();
      assertTrue(first.awaitEnd());
      assertThrows(IOException.class, () -> new AmiProbe(pbx.amiPort()));
      pbx.restoreLink();
      try (var second = AmiProbe.loggedIn(pbx.amiPort())) {
        assertEquals("0", channels(second));
      }
    }
  }

  @Test
  void a_restart_loses_every_call_without_a_word() throws Exception {
    try (var pbx = SimulatedPbx.start(config().build()); var first = AmiProbe.loggedIn(pbx.amiPort())) {
      var call = pbx.call(LONG_CALL);
      first.awaitEvent("BridgeEnter");
      pbx.restart();
      var truth = call.completion().get(10, TimeUnit.SECONDS);
      assertTrue(truth.lost());
      assertTrue(first.awaitEnd());
      assertEquals(0, first.events("Hangup").size());
      try (var second = AmiProbe.loggedIn(pbx.amiPort())) {
        assertEquals("0", channels(second));
        pbx.call(LONG_CALL);
        second.awaitEvent("BridgeEnter");
      }
    }
  }

  @Test
  void a_frozen_link_says_nothing_and_goes_on_where_it_was() throws Exception {
    try (var pbx = SimulatedPbx.start(config().build()); var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      pbx.freeze();
      pbx.call(LONG_CALL);
      ami.send("Action: Ping", "ActionID: ping");
      SimulatedTime.elapse(pbx, Duration.ofSeconds(10));
      assertEquals(List.of(), ami.events());
      pbx.thaw();
      ami.awaitEvent("BridgeEnter");
      assertEquals("Pong", ami.await(message -> message.get("ActionID").equals("ping")).get("Ping"));
    }
  }

  @Test
  void a_client_that_does_not_read_is_cut_off_and_holds_nobody_up() throws Exception {
    try (var pbx = SimulatedPbx.start(config().amiQueueBytes(2 << 20).build());
        var quick = AmiProbe.loggedIn(pbx.amiPort());
        var slow = new Socket(InetAddress.getLoopbackAddress(), pbx.amiPort())) {
      slow.getOutputStream().write("Action: Login\r\nUsername: scoutline\r\nSecret: scoutline\r\n\r\n"
          .getBytes(StandardCharsets.UTF_8));
      awaitConnections(pbx, 2);
      // More than the buffers of both sockets and the queue hold.
      var run = pbx.load(new LoadProfile(2000, Duration.ofSeconds(4), LoadProfile.Arrivals.EVEN,
          List.of(new LoadProfile.Share(1, _ -> Scenario.inbound("+7495", "1").givesUpAfter(Duration.ofMillis(1))
              .clientHangsUp()))));
      awaitConnections(pbx, 1);
      run.completion().get(30, TimeUnit.SECONDS);
      pbx.call(LONG_CALL);
      quick.await(message -> message.event().equals("BridgeEnter"));
    }
  }

  private static void awaitConnections(SimulatedPbx pbx, int count) {
    Await.until(() -> pbx.connections() == count, () -> pbx.connections() + " connections instead of " + count);
  }

  @Test
  void an_account_sees_and_does_only_what_its_rights_allow() throws Exception {
    var nothing = SimulatorConfig.Account.of("blind", "x", "", "", List.of());
    var queues = SimulatorConfig.Account.of("scoutline", "scoutline", "agent", "call", List.of());
    var system = SimulatorConfig.Account.of("root", "x", "system", "system,command", List.of());
    try (var pbx = SimulatedPbx.start(config().accounts(nothing, queues, system).build());
        var ami = AmiProbe.loggedIn(pbx.amiPort()); var blind = new AmiProbe(pbx.amiPort());
        var root = new AmiProbe(pbx.amiPort())) {
      assertEquals("Success", blind.ask("1", "Action: Login", "Username: blind", "Secret: x").get("Response"));
      assertEquals("Success", root.ask("1", "Action: Login", "Username: root", "Secret: x").get("Response"));
      assertEquals("Fully Booted", root.awaitEvent("FullyBooted").get("Status"));
      pbx.call(LONG_CALL);
      ami.awaitEvent("AgentConnect");
      assertTrue(ami.events().stream().allMatch(event -> event.get("Privilege").equals("agent,all")));
      assertEquals("Pong", blind.ask("2", "Action: Ping").get("Ping"));
      assertEquals(List.of(), blind.events());
      for (var action : List.of("CoreShowChannels", "Originate", "Command", "Filter")) {
        assertEquals("Permission denied", ami.ask("9" + action, "Action: " + action).get("Message"));
      }
      assertTrue(ami.ask("3", "Action: Teleport").get("Message").startsWith("Invalid/unknown command"));
    }
  }

  @Test
  void events_can_be_switched_off_and_filtered() throws Exception {
    var account = SimulatorConfig.Account.of("scoutline", "scoutline", "call,agent", "system,call,reporting",
        List.of("eventfilter(action(include),name(Newchannel)) =", "eventfilter(action(include),name(Hangup)) ="));
    try (var pbx = SimulatedPbx.start(config().accounts(account).build());
        var filtered = AmiProbe.loggedIn(pbx.amiPort()); var silent = AmiProbe.loggedIn(pbx.amiPort())) {
      assertEquals("Off", silent.ask("1", "Action: Events", "EventMask: off").get("Events"));
      assertEquals("Success", filtered.ask("2", "Action: Filter", "Operation: Add",
          "MatchCriteria: action(exclude),name(Hangup)", "Filter: ").get("Response"));
      IncomingCallTest.end(pbx.call(Scenario.inbound("+7495", "1").talk(Duration.ofMillis(50)).clientHangsUp()));
      filtered.ask("3", "Action: Ping");
      silent.ask("3", "Action: Ping");
      assertTrue(filtered.events().stream().allMatch(event -> event.event().equals("Newchannel")));
      assertFalse(filtered.events().isEmpty());
      assertEquals(List.of(), silent.events());
    }
  }

  @Test
  void garbage_from_a_client_ends_only_that_client() throws Exception {
    try (var pbx = SimulatedPbx.start(config().build()); var good = AmiProbe.loggedIn(pbx.amiPort());
        var bad = new Socket(InetAddress.getLoopbackAddress(), pbx.amiPort())) {
      bad.getOutputStream().write(("Action: " + "x".repeat(20_000) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      assertTrue(bad.getInputStream().readAllBytes().length > 0);
      assertEquals("Missing action in request", good.ask("1", "Nothing: here").get("Message"));
      assertEquals("Pong", good.ask("2", "Action: Ping").get("Ping"));
    }
  }
}
