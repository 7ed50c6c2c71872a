package io.scoutline.people;

import io.scoutline.kernel.BusinessZone;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Hours that come back every week, by the wall clock of the business zone (P2.8). One whose {@code to} is not after
 * its {@code from} ends on the following day. {@code validFrom} and {@code validTo} are the first and last day on
 * which it may begin; open when empty.
 */
public record Shift(
    DayOfWeek weekday, LocalTime from, LocalTime to, Optional<LocalDate> validFrom, Optional<LocalDate> validTo) {

  public Shift {
    if (from.equals(to)) {
      throw new IllegalArgumentException("a shift begins and ends at different times");
    }
    if (validFrom.isPresent() && validTo.isPresent() && validTo.get().isBefore(validFrom.get())) {
      throw new IllegalArgumentException("the last day is before the first");
    }
  }

  /** Every week without end. */
  public static Shift weekly(DayOfWeek weekday, LocalTime from, LocalTime to) {
    return new Shift(weekday, from, to, Optional.empty(), Optional.empty());
  }

  /**
   * The stretch this shift covers when it begins on the day; empty on other days. When the clocks change it covers
   * what a person following the clock on the wall would work: an hour that comes twice counts twice, one that is
   * left out begins or ends the shift at the moment of the change.
   */
  public Optional<Interval> beginningOn(LocalDate day, BusinessZone zone) {
    if (day.getDayOfWeek() != weekday
        || validFrom.filter(day::isBefore).isPresent()
        || validTo.filter(day::isAfter).isPresent()) {
      return Optional.empty();
    }
    LocalDate lastDay = to.isAfter(from) ? day : day.plusDays(1);
    Instant begins = first(day.atTime(from), zone.zone());
    Instant ends = last(lastDay.atTime(to), zone.zone());
    return begins.isBefore(ends) ? Optional.of(new Interval(begins, ends)) : Optional.empty();
  }

  private static Instant first(LocalDateTime time, ZoneId zone) {
    var change = zone.getRules().getTransition(time);
    return change != null && change.isGap() ? change.getInstant() : time.atZone(zone).toInstant();
  }

  private static Instant last(LocalDateTime time, ZoneId zone) {
    var change = zone.getRules().getTransition(time);
    return change != null && change.isGap()
        ? change.getInstant()
        : time.atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }
}
