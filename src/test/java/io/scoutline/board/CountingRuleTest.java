package io.scoutline.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.calls.Direction;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.ParticipantOutcome;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** P7.2: whether a call counts, and why. */
class CountingRuleTest {

  private static final CountingRule ONCE_A_DAY =
      new CountingRule(2, "each number once a day", Duration.ofSeconds(3), false, true);
  private static final CountingRule EVERY_ATTEMPT = new CountingRule(1, "every attempt", Duration.ZERO, true, true);
  private static final Instant MORNING = Instant.parse("2026-11-20T07:00:00Z");

  private int made;

  private CallFact placed(String number, Disposition disposition, int rangSeconds) {
    made++;
    return new CallFact(new CallId(new UUID(0, made)), new PersonId(1), MORNING.plusSeconds(60L * made),
        Direction.OUTBOUND, true, Optional.of(number), true,
        disposition == Disposition.ANSWERED ? ParticipantOutcome.ANSWERED : ParticipantOutcome.NOT_REACHED,
        disposition, Duration.ofSeconds(rangSeconds), Duration.ZERO);
  }

  private CallFact rang(Direction direction, boolean external, ParticipantOutcome outcome) {
    made++;
    return new CallFact(new CallId(new UUID(0, made)), new PersonId(1), MORNING.plusSeconds(60L * made), direction,
        external, Optional.of("+74951234567"), false, outcome,
        outcome == ParticipantOutcome.ANSWERED ? Disposition.ANSWERED : Disposition.NO_ANSWER,
        Duration.ofSeconds(9), Duration.ZERO);
  }

  private static List<Verdict> verdicts(CountingRule rule, CallFact... facts) {
    return rule.judge(List.of(facts)).stream().map(CountingRule.Counted::verdict).toList();
  }

  @Test
  void the_same_number_counts_once_a_day() {
    CallFact first = placed("+74951111111", Disposition.NO_ANSWER, 20);
    CallFact again = placed("+74951111111", Disposition.ANSWERED, 5);
    CallFact other = placed("+74952222222", Disposition.BUSY, 4);
    assertEquals(List.of(Verdict.PLACED, Verdict.REPEAT, Verdict.PLACED), verdicts(ONCE_A_DAY, first, again, other));
    assertEquals(List.of(Verdict.PLACED, Verdict.PLACED, Verdict.PLACED),
        verdicts(EVERY_ATTEMPT, first, again, other));
  }

  @Test
  void the_order_in_which_facts_became_known_changes_nothing() {
    CallFact first = placed("+74951111111", Disposition.NO_ANSWER, 20);
    CallFact again = placed("+74951111111", Disposition.ANSWERED, 5);
    assertEquals(ONCE_A_DAY.judge(List.of(first, again)), ONCE_A_DAY.judge(List.of(again, first)));
  }

  @Test
  void a_call_too_short_to_have_rung_is_no_call_and_does_not_make_the_next_a_repeat() {
    CallFact blink = placed("+74951111111", Disposition.NO_ANSWER, 1);
    CallFact real = placed("+74951111111", Disposition.NO_ANSWER, 15);
    assertEquals(List.of(Verdict.TOO_SHORT, Verdict.PLACED), verdicts(ONCE_A_DAY, blink, real));
  }

  @Test
  void a_quick_answer_is_not_too_short() {
    assertEquals(List.of(Verdict.PLACED), verdicts(ONCE_A_DAY, placed("+74951111111", Disposition.ANSWERED, 1)));
  }

  @Test
  void internal_calls_and_calls_that_others_took_do_not_count() {
    assertEquals(List.of(Verdict.INTERNAL, Verdict.NOT_TAKEN, Verdict.NOT_TAKEN, Verdict.ANSWERED_INBOUND),
        verdicts(ONCE_A_DAY, rang(Direction.INTERNAL, false, ParticipantOutcome.ANSWERED),
            rang(Direction.INBOUND, true, ParticipantOutcome.ANSWERED_ELSEWHERE),
            rang(Direction.INBOUND, true, ParticipantOutcome.MISSED),
            rang(Direction.INBOUND, true, ParticipantOutcome.ANSWERED)));
  }

  @Test
  void whoever_only_got_a_call_transferred_did_not_place_it() {
    assertEquals(List.of(Verdict.NOT_PLACED),
        verdicts(ONCE_A_DAY, rang(Direction.OUTBOUND, true, ParticipantOutcome.ANSWERED)));
  }

  @Test
  void what_rang_just_long_enough_was_a_call() {
    assertEquals(List.of(Verdict.TOO_SHORT, Verdict.PLACED), verdicts(ONCE_A_DAY,
        placed("+74951111111", Disposition.NO_ANSWER, 2), placed("+74952222222", Disposition.NO_ANSWER, 3)));
  }

  @Test
  void a_clients_call_counts_for_whoever_took_it_only_by_a_rule_that_says_so() {
    var outboundOnly = new CountingRule(3, "our calls only", Duration.ofSeconds(3), false, false);
    assertEquals(List.of(Verdict.INBOUND_NOT_COUNTED, Verdict.NOT_TAKEN), verdicts(outboundOnly,
        rang(Direction.INBOUND, true, ParticipantOutcome.ANSWERED),
        rang(Direction.INBOUND, true, ParticipantOutcome.MISSED)));
  }

  @Test
  void a_number_that_is_not_known_is_never_a_repeat() {
    CallFact first = placed("+74951111111", Disposition.NO_ANSWER, 20);
    CallFact second = placed("+74951111111", Disposition.NO_ANSWER, 20);
    assertEquals(List.of(Verdict.PLACED, Verdict.PLACED), verdicts(ONCE_A_DAY, hidden(first), hidden(second)));
  }

  private static CallFact hidden(CallFact fact) {
    return new CallFact(fact.call(), fact.person(), fact.startedAt(), fact.direction(), fact.external(),
        Optional.empty(), fact.placed(), fact.outcome(), fact.disposition(), fact.rang(), fact.talked());
  }

  @Test
  void of_two_that_began_at_once_always_the_same_is_the_repeat() {
    CallFact first = placed("+74951111111", Disposition.NO_ANSWER, 20);
    CallFact second = placed("+74951111111", Disposition.NO_ANSWER, 20);
    var atOnce = new CallFact(second.call(), second.person(), first.startedAt(), second.direction(), true,
        second.number(), true, second.outcome(), second.disposition(), second.rang(), second.talked());
    List<CountingRule.Counted> judged = ONCE_A_DAY.judge(List.of(first, atOnce));
    assertEquals(judged, ONCE_A_DAY.judge(List.of(atOnce, first)));
    assertEquals(new CountingRule.Counted(atOnce, Verdict.REPEAT), judged.getLast());
  }
}
