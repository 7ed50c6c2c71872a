package io.scoutline.calls;

import static io.scoutline.calls.SpanTest.at;
import static io.scoutline.calls.SpanTest.span;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.DialStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** P2.5: what is known of a channel never goes back; P2.6: the PBX's own record adds what was missed. */
class LegTest {

  private static Leg begun(long at) {
    return Leg.begun("1.2", "PJSIP/101-00000002", "PJSIP/101", LegSide.PERSON, Optional.of(Line.OWNER), at(at));
  }

  /** From ten seconds to a minute in one bridge. */
  private static Leg whole() {
    return begun(0).ringing(at(1)).up(at(10)).entered("b1", at(10)).dialled(DialStatus.ANSWER).left("b1", at(60))
        .ended(at(60), 16, false);
  }

  @Test
  void a_channel_goes_from_created_over_ringing_and_up_to_ended() {
    assertEquals(LegState.CREATED, begun(0).state());
    assertEquals(LegState.RINGING, begun(0).ringing(at(1)).state());
    assertEquals(LegState.UP, begun(0).ringing(at(1)).up(at(2)).state());
    assertTrue(begun(0).up(at(2)).isOpen());
    assertEquals(LegState.ENDED, whole().state());
    assertFalse(whole().isOpen());
  }

  @Test
  void what_is_told_late_is_noted_without_going_back() {
    Leg answered = begun(0).up(at(10)).ringing(at(1));
    assertEquals(LegState.UP, answered.state());
    assertEquals(Optional.of(at(1)), answered.ringingAt());
    Leg over = begun(0).ended(at(60), 16, false).up(at(10)).ringing(at(1));
    assertEquals(LegState.ENDED, over.state());
    assertEquals(Optional.of(at(10)), over.answeredAt());
    assertEquals(Optional.of(at(60)), over.endedAt());
  }

  @Test
  void the_first_word_of_each_thing_stands() {
    Leg leg = whole(); // pain 3
    assertSame(leg, leg.ringing(at(5)));
    assertSame(leg, leg.up(at(15)));
    assertSame(leg, leg.dialled(DialStatus.BUSY));
    assertSame(leg, leg.ended(at(70), 17, true));
    assertSame(leg, leg.entered("b1", at(10)));
    assertSame(leg, leg.left("b1", at(70)));
    assertEquals(Optional.of(DialStatus.ANSWER), leg.dialStatus());
    assertEquals(16, leg.cause());
  }

  @Test
  void with_a_channel_its_bridges_and_holds_end() {
    Leg leg = begun(0).up(at(1)).entered("b1", at(1)).holding(true, at(5));
    assertTrue(leg.isIn("b1"));
    assertTrue(leg.isHolding());
    Leg over = leg.ended(at(9), 16, false);
    assertFalse(over.isIn("b1"));
    assertFalse(over.isHolding());
    assertEquals(List.of(span(5, 9)), over.hold());
    assertEquals(Duration.ofSeconds(4), over.holdTime(at(99)));
    assertEquals(List.of(new Stay("b1", span(1, 9))), over.stays());
  }

  @Test
  void a_channel_is_in_the_bridge_it_came_into_and_in_no_other() {
    Leg leg = begun(0).entered("b1", at(1)).left("b1", at(2)).entered("b2", at(3));
    assertFalse(leg.isIn("b1"));
    assertTrue(leg.isIn("b2"));
    assertFalse(leg.isIn("b3"));
  }

  @Test
  void a_hold_lasts_from_its_first_word_to_its_end_and_none_begins_after_the_call() {
    Leg holding = begun(0).up(at(1)).holding(true, at(5));
    assertSame(holding, holding.holding(true, at(6)));
    assertEquals(Duration.ofSeconds(3), holding.holdTime(at(8)));
    Leg released = holding.holding(false, at(9));
    assertEquals(List.of(span(5, 9)), released.hold());
    assertFalse(released.isHolding());
    assertSame(released, released.holding(false, at(10)));
    Leg over = whole();
    assertSame(over, over.holding(true, at(70)));
  }

  @Test
  void a_new_name_changes_the_name_and_nothing_else() {
    Leg renamed = whole().renamed("PJSIP/102-00000007", "PJSIP/102");
    assertEquals("PJSIP/102-00000007", renamed.channel());
    assertEquals("PJSIP/102", renamed.endpoint());
    assertEquals(whole(), renamed.renamed("PJSIP/101-00000002", "PJSIP/101"));
  }

  @Test
  void the_latest_moment_of_all_is_the_last_that_was_seen() {
    assertEquals(at(3), begun(3).lastSeen()); // P2.5: nothing is estimated to be gone before it
    assertEquals(at(4), begun(3).ringing(at(4)).lastSeen());
    assertEquals(at(5), begun(3).ringing(at(4)).up(at(5)).lastSeen());
    assertEquals(at(6), begun(3).up(at(5)).entered("b1", at(6)).lastSeen());
    assertEquals(at(7), begun(3).entered("b1", at(6)).left("b1", at(7)).lastSeen());
    assertEquals(at(8), begun(3).entered("b1", at(6)).holding(true, at(8)).lastSeen());
    assertEquals(at(9), begun(3).holding(true, at(8)).holding(false, at(9)).lastSeen());
    assertEquals(at(60), whole().lastSeen());
  }

  /** P2.6. */
  @Nested
  class BesideItsRecord {

    @Test
    void a_channel_that_was_seen_whole_stays_as_it_is() {
      Leg written = begun(0).up(at(10)).entered("b1", at(10)).left("b1", at(60)).ended(at(60), 16, false);
      Leg seen = whole();
      assertSame(seen, seen.completedBy(written));
      assertSame(seen, seen.completedBy(whole()));
    }

    @Test
    void a_beginning_that_was_missed_is_taken_over() {
      Leg seenLate = begun(30).up(at(30)).dialled(DialStatus.ANSWER).entered("b1", at(30)).ended(at(60), 16, false);
      Leg both = seenLate.completedBy(whole());
      assertEquals(at(0), both.createdAt());
      assertEquals(Optional.of(at(1)), both.ringingAt());
      assertEquals(Optional.of(at(10)), both.answeredAt());
      assertEquals(whole().stays(), both.stays());
      assertEquals(Optional.of(at(60)), both.endedAt());
    }

    @Test
    void a_tenth_of_a_second_between_the_two_is_no_difference() {
      Leg written = begun(0).ended(at(60), 16, false);
      Leg near = Leg.begun("1.2", "PJSIP/101-00000002", "PJSIP/101", LegSide.PERSON, Optional.empty(),
          at(0).plusMillis(100)).ended(at(60), 16, false);
      assertSame(near, near.completedBy(written));
      Leg far = Leg.begun("1.2", "PJSIP/101-00000002", "PJSIP/101", LegSide.PERSON, Optional.empty(),
          at(0).plusMillis(101)).ended(at(60), 16, false);
      assertEquals(at(0), far.completedBy(written).createdAt());
    }

    @Test
    void an_answer_that_was_missed_is_taken_over_and_what_was_seen_earlier_stays() {
      Leg seen = begun(0).ringing(at(2)).dialled(DialStatus.CANCEL).ended(at(60), 16, false);
      Leg both = seen.completedBy(begun(5).ringing(at(7)).up(at(10)).dialled(DialStatus.ANSWER)
          .ended(at(70), 17, false));
      assertEquals(Optional.of(at(10)), both.answeredAt());
      assertEquals(at(0), both.createdAt());
      assertEquals(Optional.of(at(2)), both.ringingAt());
      assertEquals(Optional.of(DialStatus.CANCEL), both.dialStatus());
      assertEquals(Optional.of(at(60)), both.endedAt(), "its end was seen");
      assertEquals(16, both.cause());
    }

    @Test
    void an_answer_that_the_record_does_not_tell_of_stays() {
      Leg seen = begun(30).up(at(31)).entered("b1", at(31)).ended(at(60), 16, false);
      Leg both = seen.completedBy(begun(0).ended(at(60), 16, false));
      assertEquals(at(0), both.createdAt());
      assertEquals(Optional.of(at(31)), both.answeredAt());
      assertEquals(seen.stays(), both.stays());
    }

    @Test
    void a_bridge_that_was_missed_is_taken_over() {
      Leg seen = begun(0).up(at(10)).dialled(DialStatus.ANSWER).ended(at(60), 16, false);
      assertEquals(whole().stays(), seen.completedBy(whole()).stays());
    }

    @Test
    void one_bridge_of_two_that_was_missed_is_taken_over() {
      Leg twice = begun(0).up(at(10)).entered("b1", at(10)).left("b1", at(20)).entered("b2", at(20))
          .ended(at(60), 16, false);
      Leg seen = begun(0).up(at(10)).entered("b1", at(10)).left("b1", at(20)).ended(at(60), 16, false);
      assertEquals(twice.stays(), seen.completedBy(twice).stays());
    }

    @Test
    void how_a_dial_went_is_taken_over_where_it_was_missed() {
      Leg seen = begun(0).ringing(at(1)).ended(at(60), 19, false);
      Leg both = seen.completedBy(begun(0).dialled(DialStatus.NOANSWER).ended(at(60), 19, false));
      assertEquals(Optional.of(DialStatus.NOANSWER), both.dialStatus());
    }

    @Test
    void an_estimated_end_gives_way_to_an_earlier_one_and_a_hold_ends_with_it() {
      Leg lost = begun(0).up(at(10)).holding(true, at(20)).ended(at(90), 0, true);
      Leg both = lost.completedBy(whole());
      assertEquals(Optional.of(at(60)), both.endedAt());
      assertEquals(16, both.cause());
      assertFalse(both.endEstimated());
      assertEquals(List.of(span(20, 60)), both.hold());
    }

    @Test
    void an_estimated_end_that_the_record_confirms_is_one_no_longer() {
      Leg both = begun(0).up(at(10)).ended(at(60), 0, true).completedBy(whole());
      assertEquals(Optional.of(at(60)), both.endedAt());
      assertFalse(both.endEstimated());
    }

    @Test
    void nobody_was_there_after_an_estimated_end_whatever_is_written_late() {
      Leg lost = begun(0).up(at(10)).holding(true, at(20)).ended(at(40), 0, true);
      Leg both = lost.completedBy(whole()); // pain 14: whoever listens in delays the record
      assertEquals(Optional.of(at(40)), both.endedAt());
      assertEquals(0, both.cause());
      assertTrue(both.endEstimated());
      assertEquals(List.of(span(20, 40)), both.hold());
    }
  }
}
