package io.scoutline.calls;

import static io.scoutline.calls.SpanTest.at;
import static io.scoutline.calls.SpanTest.since;
import static io.scoutline.calls.SpanTest.span;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P2.3: whoever is in a bridge together with somebody else talks, less what they had the other on hold. */
class TalkTest {

  private final List<Leg> legs = new ArrayList<>();

  /** A channel that is in one bridge for a time; no end means that it is there still. */
  private Leg in(String bridge, long from, long... to) {
    Leg leg = Leg.begun("1." + legs.size(), "PJSIP/101-" + legs.size(), "PJSIP/101", LegSide.PERSON,
        Optional.empty(), at(0)).entered(bridge, at(from));
    legs.add(to.length == 0 ? leg : leg.left(bridge, at(to[0])));
    return legs.getLast();
  }

  private List<Span> talkOf(Leg leg) {
    List<Span> talk = Talk.of(leg, legs);
    assertEquals(talk, Talk.of(leg, legs.reversed()), "the order of the others tells nothing");
    return talk;
  }

  @Test
  void whoever_is_alone_in_a_bridge_or_in_another_one_does_not_talk() {
    Leg alone = in("b1", 10, 50);
    in("b2", 10, 50);
    assertEquals(List.of(), talkOf(alone));
    assertEquals(Duration.ZERO, Talk.time(alone, legs, at(60)));
  }

  @Test
  void two_talk_for_as_long_as_both_are_there() {
    Leg early = in("b1", 10, 50);
    Leg late = in("b1", 20, 60);
    assertEquals(List.of(span(20, 50)), talkOf(early));
    assertEquals(List.of(span(20, 50)), talkOf(late));
    assertEquals(Duration.ofSeconds(30), Talk.time(early, legs, at(99)));
  }

  @Test
  void two_who_are_there_still_talk_until_now() {
    Leg one = in("b1", 10);
    in("b1", 20);
    assertEquals(List.of(since(20)), talkOf(one));
    assertEquals(Duration.ofSeconds(5), Talk.time(one, legs, at(25)));
  }

  @Test
  void a_talk_ends_with_whoever_leaves_first() {
    Leg stays = in("b1", 10);
    Leg goes = in("b1", 20, 30);
    assertEquals(List.of(span(20, 30)), talkOf(stays));
    assertEquals(List.of(span(20, 30)), talkOf(goes));
  }

  @Test
  void one_who_leaves_as_the_other_comes_has_not_talked_to_them() {
    Leg first = in("b1", 10, 20);
    in("b1", 20, 30);
    assertEquals(List.of(), talkOf(first));
  }

  @Test
  void a_talk_with_several_at_once_is_one_talk() {
    Leg hub = in("b1", 0, 100);
    in("b1", 10, 30);
    in("b1", 20, 40);
    in("b1", 25, 28);
    assertEquals(List.of(span(10, 40)), talkOf(hub));
  }

  @Test
  void a_talk_goes_on_when_one_takes_over_from_another_and_stops_when_nobody_does() {
    Leg hub = in("b1", 0, 100);
    in("b1", 10, 20);
    in("b1", 20, 30);
    in("b1", 31, 40);
    assertEquals(List.of(span(10, 30), span(31, 40)), talkOf(hub));
    assertEquals(Duration.ofSeconds(29), Talk.time(hub, legs, at(200)));
  }

  @Test
  void a_talk_that_lasts_holds_all_that_begin_within_it() {
    Leg hub = in("b1", 0);
    in("b1", 10);
    in("b1", 20, 30);
    in("b1", 40);
    assertEquals(List.of(since(10)), talkOf(hub));
    in("b1", 5, 12);
    assertEquals(List.of(since(5)), talkOf(hub));
  }

  @Test
  void of_a_hold_only_that_is_no_talk_which_falls_into_it() {
    Leg talker = in("b1", 10, 50);
    in("b1", 20, 50);
    Leg holder = talker.holding(true, at(15)).holding(false, at(25)).holding(true, at(40)).holding(false, at(60));
    assertEquals(Duration.ofSeconds(15), Talk.time(holder, legs, at(99)));
    assertEquals(List.of(span(20, 50)), talkOf(holder));
  }

  @Test
  void a_hold_that_lasts_stops_the_clock_of_the_talk() {
    Leg talker = in("b1", 10);
    in("b1", 10);
    Leg holder = talker.holding(true, at(30));
    assertEquals(Duration.ofSeconds(20), Talk.time(holder, legs, at(45)));
  }
}
