package io.scoutline.platform.wire;

import io.scoutline.kernel.BusinessZone;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;

/**
 * Which days make sense in a field; the first and the last belong to it. A year of six digits is a slip of the hand,
 * and none that a calendar or the database could be asked to hold.
 */
public record DayRange(LocalDate first, LocalDate last) {

  /** What is looked up: the century in which there can be anything. */
  public static final DayRange OF_RECORDS = new DayRange(LocalDate.of(2000, 1, 1), LocalDate.of(2099, 12, 31));

  private static final Period PLANNED_AHEAD = Period.ofYears(5);

  /** What holds from a day on, as norms and hours do: it may have begun long ago, and is planned for five years. */
  public static DayRange ofRules(LocalDate today) {
    return new DayRange(OF_RECORDS.first, today.plus(PLANNED_AHEAD));
  }

  /** What happens once: entered a year afterwards at the latest, and planned for five years. */
  public static DayRange ofPlans(LocalDate today) {
    return new DayRange(today.minusYears(1), today.plus(PLANNED_AHEAD));
  }

  /** @throws Problem 400 that names the field, and the bounds where it is outside of them */
  public LocalDate read(String field, String text) {
    try {
      return require(field, LocalDate.parse(text));
    } catch (DateTimeException notADay) {
      throw Problem.invalid(field, "not_a_day", "A day is written as 2026-11-21.");
    }
  }

  /** @throws Problem 400 that names the field and the bounds */
  public LocalDate require(String field, LocalDate day) {
    if (day.isBefore(first) || day.isAfter(last)) {
      throw Problem.invalid(field, "day_out_of_range", "The day is one from " + first + " to " + last + ".");
    }
    return day;
  }

  /** The same of a moment, by its day in the zone. */
  public Instant require(String field, Instant moment, BusinessZone zone) {
    boolean within = !moment.isBefore(zone.startOf(first)) && !moment.isAfter(zone.endOf(last));
    if (!within) {
      throw Problem.invalid(field, "day_out_of_range",
          "The moment is in one of the days from " + first + " to " + last + ".");
    }
    return moment;
  }
}
