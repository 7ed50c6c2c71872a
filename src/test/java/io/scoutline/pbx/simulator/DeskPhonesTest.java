package io.scoutline.pbx.simulator;

import static io.scoutline.pbx.simulator.traffic.DeskPhones.Display.CONSULTING;
import static io.scoutline.pbx.simulator.traffic.DeskPhones.Display.HOLDING;
import static io.scoutline.pbx.simulator.traffic.DeskPhones.Display.IDLE;
import static io.scoutline.pbx.simulator.traffic.DeskPhones.Display.RINGING;
import static io.scoutline.pbx.simulator.traffic.DeskPhones.Display.TALKING;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.traffic.DeskPhones;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A phone with a visitor at the buttons, for the demo (P17.1). */
class DeskPhonesTest {
  private static final Scenario CLIENT_CALLS = Scenario.inbound("+74951234567", "1").talk(ofSeconds(60)).weHangUp();

  private static SimulatedPbx pbx(RoutingPeer server) {
    return SimulatedPbx.start(SimulatorConfig.builder().timeScale(30).agi(server.address())
        .phones(List.of("101"), Behaviour.manual()).phones(List.of("102"), Behaviour.answersAfter(ofSeconds(2)))
        .outside(_ -> Behaviour.answersAfter(ofSeconds(1), ofSeconds(20))).build());
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  private static void awaitDisplay(SimulatedPbx pbx, DeskPhones.Display wanted) throws Exception {
    awaitDisplay(pbx, "101", wanted);
  }

  private static void awaitDisplay(SimulatedPbx pbx, String phone, DeskPhones.Display wanted) {
    Await.until(() -> get(pbx.desk().display(phone)) == wanted, phone + " never shows " + wanted);
  }

  @Test
  void it_rings_until_somebody_answers_and_talks_until_somebody_hangs_up() throws Exception {
    try (var server = new RoutingPeer(_ -> RoutingPeer.ring("101", 120)); var pbx = pbx(server)) {
      assertEquals(IDLE, get(pbx.desk().display("101")));
      assertFalse(get(pbx.desk().answer("101")));
      var call = pbx.call(CLIENT_CALLS);
      awaitDisplay(pbx, RINGING);
      assertTrue(get(pbx.desk().answer("101")));
      awaitDisplay(pbx, TALKING);
      assertTrue(get(pbx.desk().hold("101")));
      awaitDisplay(pbx, HOLDING);
      assertTrue(get(pbx.desk().unhold("101")));
      awaitDisplay(pbx, TALKING);
      assertTrue(get(pbx.desk().hangup("101")));
      assertEquals(Optional.of("101"), get(call.completion()).answeredBy());
      awaitDisplay(pbx, IDLE);
    }
  }

  @Test
  void it_can_refuse() throws Exception {
    try (var server = new RoutingPeer(asked -> RoutingPeer.ring(asked.attempt() == 1 ? "101" : "102", 60));
        var pbx = pbx(server)) {
      var call = pbx.call(CLIENT_CALLS);
      awaitDisplay(pbx, RINGING);
      assertTrue(get(pbx.desk().hangup("101")));
      assertEquals(Optional.of("102"), get(call.completion()).answeredBy());
      assertEquals("CHANUNAVAIL", server.asked.getLast().last());
    }
  }

  @Test
  void it_transfers_after_asking_a_colleague() throws Exception {
    try (var server = new RoutingPeer(_ -> RoutingPeer.ring("101", 120)); var pbx = pbx(server);
        var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      var call = pbx.call(CLIENT_CALLS);
      awaitDisplay(pbx, RINGING);
      get(pbx.desk().answer("101"));
      awaitDisplay(pbx, TALKING);
      assertFalse(get(pbx.desk().consult("101", "999")));
      assertTrue(get(pbx.desk().consult("101", "102")));
      awaitDisplay(pbx, CONSULTING);
      ami.await(message -> message.event().equals("BridgeEnter") && message.get("Channel").startsWith("PJSIP/102"));
      assertTrue(get(pbx.desk().completeTransfer("101")));
      awaitDisplay(pbx, IDLE);
      ami.awaitEvent("AttendedTransfer");
      var truth = get(call.completion());
      assertTrue(truth.talk().keySet().containsAll(List.of("101", "102")));
    }
  }

  @Test
  void it_transfers_blindly_and_dials() throws Exception {
    try (var server = new RoutingPeer(_ -> RoutingPeer.ring("101", 120)); var pbx = pbx(server)) {
      var call = pbx.call(CLIENT_CALLS);
      awaitDisplay(pbx, RINGING);
      get(pbx.desk().answer("101"));
      awaitDisplay(pbx, TALKING);
      assertTrue(get(pbx.desk().blindTransfer("101", "102")));
      awaitDisplay(pbx, IDLE);
      assertEquals(Optional.empty(), get(pbx.desk().dial("101", "12")));
      var dialled = get(pbx.desk().dial("101", "+74957654321")).orElseThrow();
      assertEquals(Truth.Direction.OUTBOUND, get(dialled.completion()).direction());
      assertTrue(get(call.completion()).talk().containsKey("102"));
    }
  }

  @Test
  void a_phone_can_become_a_visitors_and_automatic_again() throws Exception {
    try (var server = new RoutingPeer(_ -> RoutingPeer.ring("102", 120)); var pbx = pbx(server)) {
      pbx.habit("102", Behaviour.manual());
      var call = pbx.call(CLIENT_CALLS);
      awaitDisplay(pbx, "102", RINGING);
      SimulatedTime.elapse(pbx, ofSeconds(15));
      assertEquals(RINGING, get(pbx.desk().display("102")));
      assertTrue(get(pbx.desk().hangup("102")));
      pbx.habit("102", Behaviour.answersAfter(ofSeconds(1)));
      assertEquals(Optional.of("102"), get(call.completion()).answeredBy());
    }
  }
}
