package io.scoutline.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scoutline.kernel.BusinessZone;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hours are meant by the wall clock of the one business zone (P2.8), also on the days the clocks change. */
class ShiftTest {

  private static final BusinessZone MOSCOW = new BusinessZone(ZoneId.of("Europe/Moscow"));
  private static final BusinessZone BERLIN = new BusinessZone(ZoneId.of("Europe/Berlin"));
  private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);
  /** Berlin: 02:00 becomes 03:00. */
  private static final LocalDate SPRING_SUNDAY = LocalDate.of(2026, 3, 29);
  /** Berlin: 03:00 becomes 02:00. */
  private static final LocalDate AUTUMN_SUNDAY = LocalDate.of(2026, 10, 25);

  @Test
  void a_shift_covers_its_hours_in_the_business_zone() {
    var shift = Shift.weekly(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(18, 0));

    assertEquals(
        Optional.of(new Interval(Instant.parse("2026-11-23T06:00:00Z"), Instant.parse("2026-11-23T15:00:00Z"))),
        shift.beginningOn(MONDAY, MOSCOW));
  }

  @Test
  void a_shift_does_not_begin_on_another_weekday() {
    var shift = Shift.weekly(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(18, 0));

    assertEquals(Optional.empty(), shift.beginningOn(MONDAY.plusDays(1), MOSCOW));
  }

  @Test
  void a_night_shift_ends_on_the_following_day() {
    var night = Shift.weekly(DayOfWeek.MONDAY, LocalTime.of(22, 0), LocalTime.of(6, 0));

    assertEquals(
        Optional.of(new Interval(Instant.parse("2026-11-23T19:00:00Z"), Instant.parse("2026-11-24T03:00:00Z"))),
        night.beginningOn(MONDAY, MOSCOW));
  }

  @Test
  void a_shift_until_midnight_ends_with_the_day() {
    var late = Shift.weekly(DayOfWeek.MONDAY, LocalTime.of(15, 0), LocalTime.MIDNIGHT);

    assertEquals(MOSCOW.endOf(MONDAY), late.beginningOn(MONDAY, MOSCOW).orElseThrow().to());
  }

  @Test
  void a_night_shift_is_an_hour_shorter_when_the_clocks_go_forward() {
    var night = Shift.weekly(DayOfWeek.SATURDAY, LocalTime.of(22, 0), LocalTime.of(6, 0));

    assertEquals(Duration.ofHours(7), length(night, SPRING_SUNDAY.minusDays(1)));
  }

  @Test
  void a_night_shift_is_an_hour_longer_when_the_clocks_go_back() {
    var night = Shift.weekly(DayOfWeek.SATURDAY, LocalTime.of(22, 0), LocalTime.of(6, 0));

    assertEquals(Duration.ofHours(9), length(night, AUTUMN_SUNDAY.minusDays(1)));
  }

  @Test
  void a_shift_that_begins_within_the_lost_hour_begins_at_the_change() {
    var early = Shift.weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 30), LocalTime.of(10, 0));

    assertEquals(Instant.parse("2026-03-29T01:00:00Z"),
        early.beginningOn(SPRING_SUNDAY, BERLIN).orElseThrow().from());
  }

  @Test
  void a_shift_that_ends_within_the_lost_hour_ends_at_the_change() {
    var late = Shift.weekly(DayOfWeek.SATURDAY, LocalTime.of(20, 0), LocalTime.of(2, 30));

    assertEquals(Instant.parse("2026-03-29T01:00:00Z"),
        late.beginningOn(SPRING_SUNDAY.minusDays(1), BERLIN).orElseThrow().to());
  }

  @Test
  void a_shift_wholly_within_the_lost_hour_does_not_take_place() {
    var never = Shift.weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 10), LocalTime.of(2, 50));

    assertEquals(Optional.empty(), never.beginningOn(SPRING_SUNDAY, BERLIN));
  }

  @Test
  void an_hour_that_comes_twice_is_worked_twice() {
    var early = Shift.weekly(DayOfWeek.SUNDAY, LocalTime.of(2, 15), LocalTime.of(2, 45));

    assertEquals(Duration.ofMinutes(90), length(early, AUTUMN_SUNDAY));
  }

  @Test
  void a_shift_begins_only_on_days_of_its_validity_both_ends_included() {
    var november = new Shift(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(18, 0),
        Optional.of(MONDAY), Optional.of(MONDAY.plusWeeks(1)));

    assertEquals(Optional.empty(), november.beginningOn(MONDAY.minusWeeks(1), MOSCOW));
    assertEquals(Duration.ofHours(9), november.beginningOn(MONDAY, MOSCOW).orElseThrow().length());
    assertEquals(Duration.ofHours(9), november.beginningOn(MONDAY.plusWeeks(1), MOSCOW).orElseThrow().length());
    assertEquals(Optional.empty(), november.beginningOn(MONDAY.plusWeeks(2), MOSCOW));
  }

  @Test
  void an_empty_shift_and_a_validity_that_runs_backwards_cannot_be_written() {
    assertThrows(IllegalArgumentException.class,
        () -> Shift.weekly(DayOfWeek.MONDAY, LocalTime.NOON, LocalTime.NOON));
    assertThrows(IllegalArgumentException.class, () -> new Shift(DayOfWeek.MONDAY, LocalTime.of(9, 0),
        LocalTime.NOON, Optional.of(MONDAY), Optional.of(MONDAY.minusDays(1))));
  }

  private static Duration length(Shift shift, LocalDate day) {
    return shift.beginningOn(day, BERLIN).orElseThrow().length();
  }
}
