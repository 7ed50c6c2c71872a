package io.scoutline.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The one zone in which "the day" is meant, on every screen and in every export (P2.8). */
public record BusinessZone(ZoneId zone) {

  public LocalDate dayOf(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }

  /** The last day of a time that ends here; one that ends at midnight does not reach into the day that begins. */
  public LocalDate lastDayOf(Instant end) {
    return dayOf(end.minusNanos(1));
  }

  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** The first instant that is no longer in the day; a day may have 23 or 25 hours. */
  public Instant endOf(LocalDate day) {
    return startOf(day.plusDays(1));
  }
}
