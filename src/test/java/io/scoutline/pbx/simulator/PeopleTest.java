package io.scoutline.pbx.simulator;

import static io.scoutline.pbx.simulator.IncomingCallTest.end;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.scenario.Behaviour;
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

/** Scenarios end as they should, in whatever state somebody hangs up, and the truth says what happened. */
class PeopleTest {
  private static SimulatorConfig.Builder config() {
    return SimulatorConfig.builder().timeScale(50)
        .phones(List.of("101", "102", "103"), Behaviour.answersAfter(ofSeconds(3)))
        .phones(List.of("104"), Behaviour.ringsOnly()).phones(List.of("105"), Behaviour.unreachable())
        .queue("scoutline", List.of("101", "102"));
  }

  private static Scenario.Builder client() {
    return Scenario.inbound("+74951234567", "+74957654321");
  }

  /** Plays it with a server that sends every call to {@code to}, and sees that nothing is left over. */
  private static Truth play(String to, Scenario scenario) throws Exception {
    try (var server = new RoutingPeer(asked -> asked.attempt() == 1 ? RoutingPeer.ring(to, 20)
            : Map.of("ROUTE_KIND", "queue"));
        var pbx = SimulatedPbx.start(config().agi(server.address()).build())) {
      var truth = end(pbx.call(scenario));
      assertEquals(0, pbx.channels().get(5, TimeUnit.SECONDS));
      truth.legs().forEach(leg -> assertFalse(leg.closed().isAfter(truth.ended())));
      return truth;
    }
  }

  private static void about(long seconds, Duration actual) {
    assertEquals(seconds, actual == null ? 0 : actual.toMillis() / 1000.0, 4);
  }

  @Test
  void the_client_hangs_up_while_it_rings() throws Exception {
    var truth = play("104", client().givesUpAfter(ofSeconds(8)).clientHangsUp());
    assertEquals(Optional.empty(), truth.answeredBy());
    assertEquals(HangupCause.INTERWORKING, truth.cause());
    assertEquals(Map.of(), truth.talk());
  }

  @Test
  void the_client_hangs_up_in_the_queue() throws Exception {
    try (var pbx = SimulatedPbx.start(config().queue("scoutline", List.of("104")).build())) {
      var truth = end(pbx.call(client().givesUpAfter(ofSeconds(40)).clientHangsUp()));
      assertTrue(truth.queued());
      assertEquals(Optional.empty(), truth.answeredBy());
      assertEquals(4, truth.legs().size(), "the member rang three times, fifteen seconds each");
    }
  }

  @Test
  void the_client_hangs_up_on_hold() throws Exception {
    var truth = play("101", client().talk(ofSeconds(30)).act(new Scenario.Act.Hold()).talk(ofSeconds(20))
        .clientHangsUp());
    about(30, truth.talk().get("101"));
    about(20, truth.hold().get("101"));
  }

  @Test
  void the_client_hangs_up_while_a_transfer_rings() throws Exception {
    var truth = play("101", client().talk(ofSeconds(30)).act(new Scenario.Act.BlindTransfer("104"))
        .talk(ofSeconds(10)).clientHangsUp());
    assertEquals(Optional.of("101"), truth.answeredBy());
    about(30, truth.talk().get("101"));
    assertEquals(3, truth.legs().size());
    assertFalse(truth.talk().containsKey("104"));
  }

  @Test
  void the_client_hangs_up_during_the_consultation() throws Exception {
    var truth = play("101", client().talk(ofSeconds(30)).act(new Scenario.Act.Consult("102"))
        .act(new Scenario.Act.AwaitAnswer()).talk(ofSeconds(10)).clientHangsUp());
    assertEquals(2, truth.linkedids().size());
    about(30, truth.talk().get("101"));
    assertFalse(truth.talk().containsKey("102"));
  }

  @Test
  void each_one_is_credited_with_their_own_talk_in_a_blind_transfer() throws Exception {
    var truth = play("101", client().talk(ofSeconds(30)).blindTransfer("102").talk(ofSeconds(60)).weHangUp());
    about(30, truth.talk().get("101"));
    about(60, truth.talk().get("102"));
    assertEquals(Optional.of("101"), truth.answeredBy());
    assertEquals(1, truth.linkedids().size());
  }

  @Test
  void each_one_is_credited_with_their_own_talk_in_an_attended_transfer() throws Exception {
    var truth = play("101", client().talk(ofSeconds(30)).attendedTransfer("102", ofSeconds(20))
        .talk(ofSeconds(60)).clientHangsUp());
    about(30, truth.talk().get("101"));
    about(60, truth.talk().get("102"));
    about(23, truth.hold().get("101"));
    assertEquals(2, truth.linkedids().size());
  }

  @Test
  void a_consultation_may_end_with_the_client_taken_back() throws Exception {
    var truth = play("101", client().talk(ofSeconds(30)).act(new Scenario.Act.Consult("102"))
        .act(new Scenario.Act.AwaitAnswer()).talk(ofSeconds(10)).act(new Scenario.Act.ReturnToClient())
        .talk(ofSeconds(30)).clientHangsUp());
    about(60, truth.talk().get("101"));
  }

  @Test
  void a_colleague_who_does_not_answer_leaves_the_client_where_they_were() throws Exception {
    var truth = play("101", client().talk(ofSeconds(10)).attendedTransfer("104", ofSeconds(5))
        .talk(ofSeconds(20)).clientHangsUp());
    assertEquals(Map.of("101", truth.talk().get("101")), truth.talk());
    about(30, truth.talk().get("101"));
  }

  @Test
  void a_transfer_before_the_colleague_answered_is_a_blind_one() throws Exception {
    var truth = play("101", client().phone("102", Behaviour.answersAfter(ofSeconds(10))).talk(ofSeconds(10))
        .act(new Scenario.Act.Consult("102")).talk(ofSeconds(3)).act(new Scenario.Act.CompleteTransfer())
        .act(new Scenario.Act.AwaitAnswer()).talk(ofSeconds(20)).clientHangsUp());
    about(20, truth.talk().get("102"));
  }

  @Test
  void a_client_transferred_to_nobody_falls_into_the_queue() throws Exception {
    var truth = play("101", client().talk(ofSeconds(10)).blindTransfer("104").talk(ofSeconds(20)).clientHangsUp());
    assertTrue(truth.queued());
    assertEquals(30, truth.talk().values().stream().mapToLong(Duration::toSeconds).sum(), 5);
  }

  @Test
  void of_a_group_the_one_who_answers_has_the_call() throws Exception {
    var truth = play("104-102-103", client().phone("103", Behaviour.answersAfter(ofSeconds(1)))
        .talk(ofSeconds(10)).clientHangsUp());
    assertEquals(Optional.of("103"), truth.answeredBy());
    assertEquals(2, truth.legs().stream().filter(leg -> leg.cause() == HangupCause.ANSWERED_ELSEWHERE).count());
  }

  @Test
  void a_phone_that_is_not_registered_does_not_ring() throws Exception {
    var truth = play("105", client().talk(ofSeconds(10)).clientHangsUp());
    assertTrue(truth.queued());
    assertTrue(truth.legs().stream().noneMatch(leg -> leg.party().equals("105")));
  }

  @Test
  void whoever_talks_does_not_take_a_second_call() throws Exception {
    try (var server = new RoutingPeer(asked -> asked.attempt() == 1 ? RoutingPeer.ring("101", 20)
            : Map.of("ROUTE_KIND", "refuse"));
        var pbx = SimulatedPbx.start(config().agi(server.address()).build());
        var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      var first = pbx.call(client().talk(ofSeconds(60)).clientHangsUp());
      ami.awaitEvent("BridgeEnter");
      assertEquals(HangupCause.CALL_REJECTED, end(pbx.call(client().clientHangsUp())).cause());
      assertEquals("BUSY", server.asked.getLast().last());
      assertEquals(Optional.of("101"), end(first).answeredBy());
    }
  }

  @Test
  void a_call_out_that_fails_says_why() throws Exception {
    try (var pbx = SimulatedPbx.start(config().build())) {
      assertEquals(HangupCause.USER_BUSY, outbound(pbx, Behaviour.busy()).cause());
      assertEquals(HangupCause.CALL_REJECTED, outbound(pbx, Behaviour.rejectsAfter(ofSeconds(4))).cause());
      assertEquals(HangupCause.UNALLOCATED, outbound(pbx, Behaviour.unreachable()).cause());
      var unanswered = outbound(pbx, Behaviour.ringsOnly());
      assertEquals(Optional.empty(), unanswered.answeredBy());
      assertEquals(HangupCause.INTERWORKING, unanswered.cause());
      assertEquals(Optional.of("101"), outbound(pbx, Behaviour.answersAfter(ofSeconds(4))).answeredBy());
    }
  }

  private static Truth outbound(SimulatedPbx pbx, Behaviour behaviour) throws Exception {
    var truth = end(pbx.call(Scenario.outbound("101", "+74951234567").client(behaviour).givesUpAfter(ofSeconds(25))
        .talk(ofSeconds(10)).weHangUp()));
    assertEquals(Truth.Direction.OUTBOUND, truth.direction());
    return truth;
  }
}
