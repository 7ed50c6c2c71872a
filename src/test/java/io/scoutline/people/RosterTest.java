package io.scoutline.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PersonId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Schedule and absence decide whom a call may reach, and who stands in (P4.1). */
class RosterTest {

  private static final BusinessZone MOSCOW = new BusinessZone(ZoneId.of("Europe/Moscow"));
  private static final BusinessZone BERLIN = new BusinessZone(ZoneId.of("Europe/Berlin"));
  private static final PersonId ANNA = new PersonId(1);
  private static final PersonId BORIS = new PersonId(2);
  private static final PersonId VERA = new PersonId(3);
  private static final Set<PersonId> ALL = Set.of(ANNA, BORIS, VERA);
  /** Monday, ten in the morning in Moscow. */
  private static final Instant MONDAY_TEN = Instant.parse("2026-11-23T07:00:00Z");
  private static final Shift MONDAY_NINE_TO_SIX =
      Shift.weekly(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(18, 0));

  @Test
  void whoever_is_within_a_shift_is_on_duty_until_its_end() {
    Duty duty = hours(MONDAY_NINE_TO_SIX).dutyOf(ANNA, MONDAY_TEN);

    assertEquals(new Duty.OnShift(Instant.parse("2026-11-23T15:00:00Z")), duty);
    assertTrue(works(duty));
  }

  @Test
  void the_moment_a_shift_ends_is_no_longer_part_of_it() {
    Duty duty = hours(MONDAY_NINE_TO_SIX).dutyOf(ANNA, Instant.parse("2026-11-23T15:00:00Z"));

    assertEquals(new Duty.OffShift(Optional.of(Instant.parse("2026-11-30T06:00:00Z"))), duty);
    assertFalse(works(duty));
  }

  @Test
  void after_midnight_the_shift_of_the_evening_before_still_runs() {
    var night = Shift.weekly(DayOfWeek.SUNDAY, LocalTime.of(22, 0), LocalTime.of(6, 0));

    assertEquals(new Duty.OnShift(Instant.parse("2026-11-23T03:00:00Z")),
        hours(night).dutyOf(ANNA, Instant.parse("2026-11-23T01:00:00Z")));
  }

  @Test
  void of_two_shifts_at_once_the_longer_one_says_until_when() {
    var longer = Shift.weekly(DayOfWeek.MONDAY, LocalTime.of(8, 0), LocalTime.of(20, 0));

    assertEquals(new Duty.OnShift(Instant.parse("2026-11-23T17:00:00Z")),
        hours(MONDAY_NINE_TO_SIX, longer).dutyOf(ANNA, MONDAY_TEN));
  }

  @Test
  void whoever_has_no_shifts_works_whenever_present() {
    Duty duty = hours().dutyOf(ANNA, MONDAY_TEN);

    assertEquals(new Duty.Unscheduled(), duty);
    assertTrue(works(duty));
  }

  @Test
  void whoever_has_only_shifts_of_the_past_is_off_without_a_next_one() {
    var past = new Shift(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(18, 0),
        Optional.empty(), Optional.of(LocalDate.of(2026, 11, 16)));

    assertEquals(new Duty.OffShift(Optional.empty()), hours(past).dutyOf(ANNA, MONDAY_TEN));
  }

  @Test
  void at_the_hour_that_comes_twice_a_person_stays_on_shift_through_both() {
    var early = Shift.weekly(DayOfWeek.SUNDAY, LocalTime.of(1, 0), LocalTime.of(2, 30));
    var roster = new Roster(BERLIN, Map.of(ANNA, List.of(early)), List.of());

    assertTrue(works(roster.dutyOf(ANNA, Instant.parse("2026-10-25T00:20:00Z"))), "02:20 summer time");
    assertTrue(works(roster.dutyOf(ANNA, Instant.parse("2026-10-25T00:50:00Z"))), "02:50 summer time");
    assertTrue(works(roster.dutyOf(ANNA, Instant.parse("2026-10-25T01:20:00Z"))), "02:20 winter time");
    assertFalse(works(roster.dutyOf(ANNA, Instant.parse("2026-10-25T01:40:00Z"))), "02:40 winter time");
  }

  @Test
  void an_absence_wins_over_the_shift() {
    Absence vacation = absence(1, ANNA, "2026-11-22T21:00:00Z", "2026-11-29T21:00:00Z", BORIS);
    Duty duty = roster(vacation).dutyOf(ANNA, MONDAY_TEN);

    assertEquals(new Duty.Absent(vacation), duty);
    assertFalse(works(duty));
  }

  @Test
  void an_absence_is_over_at_its_end() {
    var roster = roster(absence(1, ANNA, "2026-11-22T21:00:00Z", "2026-11-23T07:00:00Z", BORIS));

    assertTrue(works(roster.dutyOf(ANNA, MONDAY_TEN)));
    assertEquals(Optional.empty(), roster.deputyOf(ANNA, MONDAY_TEN, ALL));
  }

  @Test
  void the_deputy_stands_in_for_whoever_is_absent() {
    var roster = roster(absence(1, ANNA, "2026-11-22T21:00:00Z", "2026-11-29T21:00:00Z", BORIS));

    assertEquals(Optional.of(BORIS), roster.deputyOf(ANNA, MONDAY_TEN, ALL));
  }

  @Test
  void a_deputy_who_is_away_too_is_deputised_in_turn() {
    var roster = roster(
        absence(1, ANNA, "2026-11-22T21:00:00Z", "2026-11-29T21:00:00Z", BORIS),
        absence(2, BORIS, "2026-11-22T21:00:00Z", "2026-11-29T21:00:00Z", VERA));

    assertEquals(Optional.of(VERA), roster.deputyOf(ANNA, MONDAY_TEN, ALL));
  }

  @Test
  void deputies_who_name_each_other_while_both_are_away_leave_nobody() {
    var roster = roster(
        absence(1, ANNA, "2026-11-22T21:00:00Z", "2026-11-29T21:00:00Z", BORIS),
        absence(2, BORIS, "2026-11-22T21:00:00Z", "2026-11-29T21:00:00Z", ANNA));

    assertEquals(Optional.empty(), roster.deputyOf(ANNA, MONDAY_TEN, ALL));
  }

  @Test
  void a_deputy_who_has_left_is_passed_over() {
    var roster = roster(absence(1, ANNA, "2026-11-22T21:00:00Z", "2026-11-29T21:00:00Z", BORIS));

    assertEquals(Optional.empty(), roster.deputyOf(ANNA, MONDAY_TEN, Set.of(ANNA, VERA)));
  }

  @Test
  void of_two_absences_at_once_the_one_that_began_last_names_the_deputy() {
    var roster = roster(
        absence(1, ANNA, "2026-11-22T21:00:00Z", "2026-11-29T21:00:00Z", BORIS),
        absence(2, ANNA, "2026-11-23T05:00:00Z", "2026-11-23T09:00:00Z", VERA));

    assertEquals(Optional.of(VERA), roster.deputyOf(ANNA, MONDAY_TEN, ALL));
  }

  @Test
  void when_the_latest_absence_names_nobody_the_earlier_one_does() {
    var roster = roster(
        absence(1, ANNA, "2026-11-22T21:00:00Z", "2026-11-29T21:00:00Z", BORIS),
        absence(2, ANNA, "2026-11-23T05:00:00Z", "2026-11-23T09:00:00Z", null));

    assertEquals(Optional.of(BORIS), roster.deputyOf(ANNA, MONDAY_TEN, ALL));
  }

  @Test
  void a_day_of_23_hours_and_one_of_25_are_planned_as_they_are_worked() {
    // P7.1: a norm scales with the shift actually worked.
    var whole = Shift.weekly(DayOfWeek.SUNDAY, LocalTime.MIDNIGHT, LocalTime.of(12, 0));
    var roster = new Roster(BERLIN, Map.of(ANNA, List.of(whole)), List.of());

    assertEquals(Duration.ofHours(11), planned(roster, LocalDate.of(2026, 3, 29)));
    assertEquals(Duration.ofHours(12), planned(roster, LocalDate.of(2026, 4, 5)));
    assertEquals(Duration.ofHours(13), planned(roster, LocalDate.of(2026, 10, 25)));
  }

  @Test
  void an_absence_is_taken_out_of_the_planned_time() {
    var roster = roster(absence(1, ANNA, "2026-11-23T08:00:00Z", "2026-11-23T10:30:00Z", null));

    assertEquals(List.of(
            new Interval(Instant.parse("2026-11-23T06:00:00Z"), Instant.parse("2026-11-23T08:00:00Z")),
            new Interval(Instant.parse("2026-11-23T10:30:00Z"), Instant.parse("2026-11-23T15:00:00Z"))),
        roster.plannedOn(ANNA, LocalDate.of(2026, 11, 23)));
  }

  @Test
  void overlapping_shifts_are_not_planned_twice() {
    var overlapping = Shift.weekly(DayOfWeek.MONDAY, LocalTime.of(17, 0), LocalTime.of(20, 0));
    var apart = Shift.weekly(DayOfWeek.MONDAY, LocalTime.of(6, 0), LocalTime.of(7, 0));

    assertEquals(Duration.ofHours(12),
        planned(hours(MONDAY_NINE_TO_SIX, overlapping, apart), LocalDate.of(2026, 11, 23)));
  }

  private static boolean works(Duty duty) {
    return duty instanceof Duty.OnShift || duty instanceof Duty.Unscheduled;
  }

  private static Duration planned(Roster roster, LocalDate day) {
    return roster.plannedOn(ANNA, day).stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
  }

  private static Roster hours(Shift... shifts) {
    return new Roster(MOSCOW, Map.of(ANNA, List.of(shifts)), List.of());
  }

  private static Roster roster(Absence... absences) {
    return new Roster(MOSCOW, Map.of(ANNA, List.of(MONDAY_NINE_TO_SIX)), List.of(absences));
  }

  private static Absence absence(long id, PersonId person, String from, String to, PersonId deputy) {
    return new Absence(id, person, new Interval(Instant.parse(from), Instant.parse(to)),
        Absence.Kind.VACATION, Optional.ofNullable(deputy));
  }
}
