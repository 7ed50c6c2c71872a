package io.scoutline.platform.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.BusinessZone;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** A day that makes no sense is refused with the field and the bounds, before anything reckons with it. */
class DayRangeTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final BusinessZone MOSCOW = new BusinessZone(ZoneId.of("Europe/Moscow"));

  @Test
  void both_ends_belong_to_it() {
    DayRange plans = DayRange.ofPlans(TODAY);
    assertEquals(LocalDate.of(2025, 11, 22), plans.read("from", "2025-11-22"));
    assertEquals(LocalDate.of(2031, 11, 22), plans.read("from", "2031-11-22"));
    refused(plans, "2025-11-21");
    refused(plans, "2031-11-23");
  }

  @Test
  void a_moment_is_judged_by_its_business_day() {
    DayRange plans = DayRange.ofPlans(TODAY);
    Instant end = Instant.parse("2031-11-22T21:00:00Z");
    assertEquals(end, plans.require("to", end, MOSCOW), "the end of the last day");
    assertThrows(Problem.class, () -> plans.require("to", end.plusMillis(1), MOSCOW));
    assertThrows(Problem.class, () -> plans.require("to", Instant.MAX, MOSCOW));
    assertThrows(Problem.class, () -> plans.require("to", Instant.MIN, MOSCOW));
  }

  @Test
  void a_rule_may_hold_since_long_ago_and_what_is_looked_up_is_of_this_century() {
    assertEquals(LocalDate.of(2000, 1, 1), DayRange.ofRules(TODAY).read("validFrom", "2000-01-01"));
    refused(DayRange.ofRules(TODAY), "9999-12-31");
    refused(DayRange.OF_RECORDS, "+275760-09-13");
    refused(DayRange.OF_RECORDS, "-0001-01-01");
    Problem malformed = assertThrows(Problem.class, () -> DayRange.OF_RECORDS.read("day", "yesterday"));
    assertEquals("not_a_day", malformed.faults().getFirst().code());
  }

  private static void refused(DayRange range, String day) {
    Problem problem = assertThrows(Problem.class, () -> range.read("day", day), day);
    Problem.Fault fault = problem.faults().getFirst();
    assertEquals("day day_out_of_range", fault.field() + " " + fault.code());
    assertTrue(fault.detail().contains(range.first().toString()) && fault.detail().contains(range.last().toString()),
        fault.detail());
  }
}
