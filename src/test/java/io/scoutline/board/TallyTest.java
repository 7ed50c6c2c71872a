package io.scoutline.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.calls.ParticipantOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P7.2, P7.3: what a person's day comes to. */
class TallyTest {

  private static final CountingRule RULE = new CountingRule(1, "usual", Duration.ofSeconds(5), false, false);

  private static Duration minutes(long count) {
    return Duration.ofMinutes(count);
  }

  private static Tally begunAfter(long... minutes) {
    var facts = new ArrayList<CallFact>();
    for (long begun : minutes) {
      facts.add(Facts.outbound(facts.size(), minutes(begun), false));
    }
    return Tally.of(facts, RULE);
  }

  @Test
  void a_day_is_told_by_way_and_outcome_and_what_does_not_count_is_told_apart() {
    Tally tally = Tally.of(List.of(Facts.outbound(1, minutes(1), true), Facts.outbound(2, minutes(2), false),
        Facts.outbound(3, minutes(3), false), Facts.inbound(4, minutes(4), ParticipantOutcome.ANSWERED),
        Facts.inbound(5, minutes(5), ParticipantOutcome.MISSED),
        Facts.inbound(6, minutes(6), ParticipantOutcome.ANSWERED_ELSEWHERE)), RULE);
    assertEquals(new Tally(3, 3, 3, 3, 2, 1, Duration.ofSeconds(60), 3), tally);
  }

  @Test
  void calls_among_ourselves_are_no_work_for_the_norm() {
    Tally tally = Tally.of(List.of(Facts.internal(1, minutes(1)), Facts.outbound(2, minutes(2), true)), RULE);
    assertEquals(new Tally(1, 1, 0, 1, 1, 0, Duration.ofSeconds(30), 1), tally);
  }

  @Test
  void a_day_without_calls_is_a_day_of_zeros() {
    assertEquals(new Tally(0, 0, 0, 0, 0, 0, Duration.ZERO, 0), Tally.of(List.of(), RULE));
  }

  @Test
  void the_best_hour_is_any_sixty_minutes_and_not_one_of_the_clock() {
    assertEquals(3, begunAfter(0, 50, 70, 100).bestHour());
    assertEquals(4, begunAfter(0, 10, 20, 30, 200, 210).bestHour());
    assertEquals(2, begunAfter(0, 10, 200, 210, 400).bestHour());
    assertEquals(1, begunAfter(0, 61, 122).bestHour());
  }

  @Test
  void the_best_hour_is_the_same_in_whatever_order_the_calls_became_known() {
    assertEquals(3, begunAfter(100, 0, 70, 50).bestHour());
  }

  @Test
  void only_calls_that_count_make_a_best_hour() {
    assertEquals(1, Tally.of(List.of(Facts.outbound(1, minutes(1), true), Facts.internal(2, minutes(2)),
        Facts.inbound(3, minutes(3), ParticipantOutcome.ANSWERED)), RULE).bestHour());
  }
}
