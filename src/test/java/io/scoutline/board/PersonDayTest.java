package io.scoutline.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.ParticipantOutcome;
import io.scoutline.kernel.CallId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** P2.6, P7.3: a person's day counts each call once, by its latest word. */
class PersonDayTest {

  private static final CountingRule RULE = new CountingRule(1, "usual", Duration.ofSeconds(5), false, false);
  private static final CountingRule ALSO_INBOUND = new CountingRule(2, "all", Duration.ofSeconds(5), false, true);

  private final PersonDay day = new PersonDay();

  private static CallId call(int number) {
    return new CallId(new UUID(0, number));
  }

  private int lastHour() {
    return day.lastHour(Facts.MORNING.plusSeconds(600)).stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  void a_call_that_is_told_again_replaces_what_was_told_before() {
    day.put(Facts.outbound(1, Duration.ZERO, false));
    assertEquals(0, day.tally(RULE).answered());
    day.put(Facts.outbound(1, Duration.ZERO, true));
    assertEquals(1, day.tally(RULE).answered());
    assertEquals(1, day.tally(RULE).counted());
    assertEquals(1, lastHour());
  }

  @Test
  void a_call_that_turns_out_to_be_none_is_taken_back_once() {
    day.put(Facts.outbound(1, Duration.ZERO, false));
    day.put(Facts.outbound(2, Duration.ofMinutes(1), false));
    assertEquals(2, day.tally(RULE).counted());
    assertEquals(2, lastHour());
    assertTrue(day.remove(call(1)));
    assertFalse(day.remove(call(1)));
    assertFalse(day.remove(call(9)));
    assertEquals(1, day.tally(RULE).counted());
    assertEquals(1, lastHour());
  }

  @Test
  void another_rule_is_another_count() {
    day.put(Facts.inbound(1, Duration.ZERO, ParticipantOutcome.ANSWERED)); // P7.2
    assertEquals(0, day.tally(RULE).counted());
    assertEquals(1, day.tally(ALSO_INBOUND).counted());
    assertEquals(0, day.tally(RULE).counted());
  }

  @Test
  void a_new_call_is_in_the_last_hour_at_once() {
    assertEquals(0, lastHour());
    day.put(Facts.outbound(1, Duration.ZERO, false));
    assertEquals(1, lastHour());
  }
}
