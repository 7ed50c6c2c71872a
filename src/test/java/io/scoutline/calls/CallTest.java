package io.scoutline.calls;

import static io.scoutline.calls.Sketch.ANNA;
import static io.scoutline.calls.Sketch.BORIS;
import static io.scoutline.calls.Sketch.call;
import static io.scoutline.calls.Sketch.client;
import static io.scoutline.calls.Sketch.over;
import static io.scoutline.calls.Sketch.phone;
import static io.scoutline.calls.Sketch.plumbing;
import static io.scoutline.calls.Sketch.talking;
import static io.scoutline.calls.SpanTest.at;
import static io.scoutline.calls.SpanTest.since;
import static io.scoutline.calls.SpanTest.span;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P2.1, P2.3: what the legs of a call say of the call. */
class CallTest {

  private static RouteNote note(int attempt) {
    return new RouteNote(at(attempt), attempt, RouteKind.RING, "owner", List.of(), List.of(ANNA));
  }

  @Test
  void each_person_takes_part_once_however_many_phones_rang() {
    Call call = call(Direction.INBOUND, client("1.1"), phone("1.2", BORIS), phone("1.3", ANNA), phone("1.4", BORIS));
    assertEquals(List.of(BORIS, ANNA), call.people());
    assertEquals(List.of("1.2", "1.4"), call.legsOf(BORIS).map(Leg::uniqueid).toList());
    assertEquals(List.of("1.2", "1.3", "1.4"), call.personLegs().map(Leg::uniqueid).toList());
    assertEquals(Optional.of(ANNA), call.leg("1.3").flatMap(Leg::person));
    assertEquals(Optional.empty(), call.leg("1.9"));
  }

  @Test
  void only_a_call_with_somebody_outside_is_external() {
    assertTrue(call(Direction.INBOUND, phone("1.2", ANNA), client("1.1")).isExternal());
    assertFalse(call(Direction.INTERNAL, phone("1.1", ANNA), plumbing("1.2")).isExternal());
  }

  @Test
  void whoever_spoke_first_answered_not_whose_phone_rang_first() {
    Call call = call(Direction.INBOUND, talking(client("1.1"), "b1", 10, 60), talking(phone("1.2", ANNA), "b1", 30, 60),
        talking(phone("1.3", BORIS), "b1", 12, 30));
    assertEquals(Optional.of(BORIS), call.answeredBy()); // P2.3
    assertEquals(Optional.of(at(12)), call.answeredAt());
  }

  @Test
  void where_two_of_ours_speak_from_the_same_moment_it_is_who_made_the_call_whoever_was_told_first() {
    Leg made = talking(phone("1.1", ANNA), "b1", 12, 30);
    Leg rung = talking(phone("1.2", BORIS), "b1", 12, 30);
    assertEquals(Optional.of(ANNA), call(Direction.INTERNAL, made, rung).answeredBy()); // P2.3
    assertEquals(Optional.of(ANNA), call(Direction.INTERNAL, rung, made).answeredBy());
  }

  @Test
  void a_client_who_hears_a_machine_has_not_been_answered() {
    Call call = call(Direction.INBOUND, talking(client("1.1"), "b1", 10, 60), talking(plumbing("1.2"), "b1", 10, 60),
        phone("1.3", ANNA));
    assertEquals(Optional.empty(), call.answeredAt());
    assertEquals(Optional.empty(), call.answeredBy());
    assertTrue(call.hasTalked(call.legs().getFirst()));
    assertFalse(call.hasTalked(call.legs().getLast()));
  }

  @Test
  void a_call_among_ourselves_is_answered_when_any_two_talk() {
    Call call = call(Direction.INTERNAL, talking(phone("1.1", ANNA), "b1", 5, 60),
        talking(plumbing("1.2"), "b1", 7, 60));
    assertEquals(Optional.of(at(7)), call.answeredAt());
  }

  @Test
  void a_person_talks_and_holds_on_all_their_phones() {
    Leg desk = talking(phone("1.2", ANNA), "b1", 10, 30).holding(true, at(15)).holding(false, at(20));
    Leg mobile = talking(phone("1.3", ANNA), "b1", 40, 50).holding(true, at(40)).holding(false, at(42));
    Call call = call(Direction.INBOUND, talking(client("1.1"), "b1", 10, 50), desk, mobile);
    assertEquals(Duration.ofSeconds(23), call.talkTime(ANNA, at(99))); // P2.3
    assertEquals(Duration.ofSeconds(7), call.holdTime(ANNA, at(99)));
    assertEquals(Duration.ZERO, call.talkTime(BORIS, at(99)));
    assertEquals(List.of(span(10, 30)), call.talkOf(desk));
  }

  @Test
  void whoever_is_in_a_bridge_with_somebody_is_talking_until_one_of_them_leaves() {
    Leg anna = phone("1.2", ANNA).up(at(10)).entered("b1", at(10));
    Call both = call(Direction.INBOUND, client("1.1").up(at(9)).entered("b1", at(9)), anna);
    assertTrue(both.isTalking(anna));
    Call left = both.changing("1.1", leg -> leg.left("b1", at(20)));
    assertFalse(left.isTalking(anna));
    Leg ended = over(anna, 20);
    assertFalse(both.withLeg(ended).isTalking(ended));
  }

  @Test
  void the_latest_moment_of_any_leg_is_the_last_that_was_seen() {
    assertEquals(at(30), call(Direction.INBOUND, client("1.1").up(at(30)), phone("1.2", ANNA)).lastSeen());
    assertEquals(at(0), call(Direction.INBOUND).lastSeen());
  }

  @Test
  void a_call_has_open_legs_until_the_last_has_ended() {
    assertTrue(call(Direction.INBOUND, over(client("1.1"), 9), phone("1.2", ANNA)).hasOpenLegs());
    assertFalse(call(Direction.INBOUND, over(client("1.1"), 9), over(phone("1.2", ANNA), 9)).hasOpenLegs());
  }

  @Test
  void each_change_makes_a_later_version_and_what_says_nothing_new_makes_none() {
    Call call = call(Direction.INBOUND, client("1.1"));
    assertEquals(4, call.withLeg(phone("1.2", ANNA)).version());
    assertEquals(4, call.changing("1.1", leg -> leg.up(at(9))).version());
    assertEquals(4, call.alsoKnownAs("1.9").version());
    assertEquals(4, call.routed(note(1)).version());
    assertEquals(4, call.queuedIn("sales", List.of(since(1))).version());
    assertEquals(4, call.withOrigin(Origin.unseen()).version());
    assertEquals(4, call.ending(new Ending(at(9), Disposition.ANSWERED, EndEvidence.HANGUP)).version());
    assertSame(call, call.withLeg(client("1.1"))); // pain 3
    assertSame(call, call.changing("1.9", leg -> leg.up(at(9))), "a channel of some other call");
    assertSame(call, call.alsoKnownAs("1.1"));
    assertSame(call, call.withOrigin(call.origin()));
    Call routed = call.routed(note(1));
    assertSame(routed, routed.routed(note(1)));
  }

  @Test
  void a_leg_takes_its_own_place_again_and_a_new_one_comes_last() {
    Call call = call(Direction.INBOUND, client("1.1"), phone("1.2", ANNA)).withLeg(client("1.1").up(at(9)))
        .withLeg(phone("1.3", BORIS));
    assertEquals(List.of("1.1", "1.2", "1.3"), call.legs().stream().map(Leg::uniqueid).toList());
    assertEquals(Optional.of(at(9)), call.legs().getFirst().answeredAt());
  }

  @Test
  void what_routing_said_last_is_its_last_word() {
    Call call = call(Direction.INBOUND, client("1.1"));
    assertEquals(Optional.empty(), call.lastRoute());
    Call routed = call.routed(note(1)).routed(note(2)); // P4.2
    assertEquals(List.of(note(1), note(2)), routed.routes());
    assertEquals(Optional.of(note(2)), routed.lastRoute());
  }

  @Test
  void the_wait_in_a_queue_is_the_sum_of_all_waits() {
    Call call = call(Direction.INBOUND, client("1.1")).queuedIn("sales", List.of(span(1, 5), since(10)));
    assertEquals(Duration.ofSeconds(6), call.queueTime(at(12)));
    assertEquals(Optional.of("sales"), call.queue());
  }

  @Test
  void a_call_is_open_until_it_has_an_ending() {
    Call call = call(Direction.INBOUND, client("1.1"));
    assertTrue(call.isOpen());
    assertFalse(call.ending(new Ending(at(9), Disposition.ANSWERED, EndEvidence.HANGUP)).isOpen());
  }
}
