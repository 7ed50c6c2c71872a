package io.scoutline.pbx.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.CallHandle;
import io.scoutline.pbx.simulator.scenario.HangupCause;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a call from the trunk goes through the dialplan (P4.1, P4.3). */
class IncomingCallTest {
  private static final Scenario CLIENT_CALLS = Scenario.inbound("+74951234567", "+74957654321").named("Жук")
      .talk(Duration.ofMinutes(3)).clientHangsUp();

  private static SimulatorConfig.Builder config() {
    return SimulatorConfig.builder().timeScale(200)
        .phones(List.of("101", "102"), Behaviour.answersAfter(Duration.ofSeconds(5)))
        .phones(List.of("103"), Behaviour.busy()).phones(List.of("104"), Behaviour.ringsOnly())
        .queue("scoutline", List.of("101", "102", "103"));
  }

  static Truth end(CallHandle call) throws Exception {
    return call.completion().get(20, TimeUnit.SECONDS);
  }

  @Test
  void the_phone_that_the_server_names_rings_and_talks() throws Exception {
    try (var server = new RoutingPeer(_ -> RoutingPeer.ring("102", 20));
        var pbx = SimulatedPbx.start(config().agi(server.address()).build());
        var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      var truth = end(pbx.call(CLIENT_CALLS));
      ami.await(message -> message.event().equals("Hangup") && message.get("Channel").startsWith("PJSIP/trunk-"));
      assertEquals(Optional.of("102"), truth.answeredBy());
      assertEquals(180, truth.talk().get("102").toSeconds(), 20);
      assertEquals(HangupCause.NORMAL_CLEARING, truth.cause());
      var asked = server.asked.getFirst();
      assertEquals(new RoutingPeer.Asked(1, "NONE", "+74951234567", "+74957654321", truth.uniqueid(),
          "scoutline-ask"), asked);
      assertEquals(List.of("Newchannel trunk", "Newchannel 102", "DialBegin trunk 102",
          "Newstate 102", "Newstate 102", "DialEnd trunk 102", "Newstate trunk", "BridgeEnter 102",
          "BridgeEnter trunk", "BridgeLeave trunk", "BridgeLeave 102", "Hangup 102", "Hangup trunk"),
          ami.events().stream().filter(event -> !event.event().equals("DeviceStateChange"))
              .map(IncomingCallTest::role).toList());
    }
  }

  static String role(AmiProbe.Message message) {
    var caller = endpoint(message.get("Channel"));
    var leg = endpoint(message.get("DestChannel"));
    return (message.event() + " " + caller + " " + leg).strip();
  }

  private static String endpoint(String channel) {
    return channel.isEmpty() ? "" : channel.substring(6, channel.lastIndexOf('-'));
  }

  @Test
  void the_server_is_asked_again_when_nobody_answered() throws Exception {
    try (var server = new RoutingPeer(asked -> RoutingPeer.ring(
            List.of("104", "103", "101").get(asked.attempt() - 1), 15));
        var pbx = SimulatedPbx.start(config().agi(server.address()).build())) {
      var truth = end(pbx.call(CLIENT_CALLS));
      assertEquals(Optional.of("101"), truth.answeredBy());
      assertEquals(List.of("1 NONE", "2 NOANSWER", "3 BUSY"),
          server.asked.stream().map(asked -> asked.attempt() + " " + asked.last()).toList());
    }
  }

  @Test
  void without_a_server_the_call_goes_to_the_queue() throws Exception {
    try (var pbx = SimulatedPbx.start(config().accounts(AmiProbe.SEES_EVERYTHING).build());
        var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      var truth = end(pbx.call(CLIENT_CALLS));
      assertTrue(truth.queued());
      assertTrue(truth.answeredBy().isPresent());
      var connected = ami.awaitEvent("AgentConnect");
      assertEquals("scoutline", connected.get("Queue"));
      ami.awaitEvent("AgentComplete");
    }
  }

  @Test
  void a_refused_caller_is_hung_up_at_once() throws Exception {
    try (var server = new RoutingPeer(_ -> Map.of("ROUTE_KIND", "refuse"));
        var pbx = SimulatedPbx.start(config().agi(server.address()).build())) {
      var truth = end(pbx.call(CLIENT_CALLS));
      assertEquals(HangupCause.CALL_REJECTED, truth.cause());
      assertEquals(1, truth.legs().size());
    }
  }

  @Test
  void open_channels_are_listed() throws Exception {
    try (var server = new RoutingPeer(_ -> RoutingPeer.ring("104", 120));
        var pbx = SimulatedPbx.start(config().timeScale(1).agi(server.address()).build());
        var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      pbx.call(CLIENT_CALLS);
      ami.await(message -> message.event().equals("Newstate"));
      var begins = ami.ask("list", "Action: CoreShowChannels");
      assertEquals("start", begins.get("EventList"));
      var complete = ami.awaitEvent("CoreShowChannelsComplete");
      assertEquals("2", complete.get("ListItems"));
      assertEquals("Ringing", ami.events("CoreShowChannel").stream()
          .filter(channel -> channel.get("Channel").startsWith("PJSIP/104-")).findFirst().orElseThrow()
          .get("ChannelStateDesc"));
    }
  }
}
