package io.scoutline.routing;

import io.scoutline.kernel.BusinessZone;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/**
 * When calls are taken (P4.4), by the wall clock of the business zone. Without any hours it is always.
 *
 * @param hours one that does not end after it begins goes on into the following day
 */
public record OpeningHours(BusinessZone zone, List<Hours> hours) {

  /** {@code from} belongs to it, {@code to} does not. */
  public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public Hours {
      days = Set.copyOf(days);
    }

    private boolean contains(DayOfWeek day, LocalTime time) {
      boolean overnight = !from.isBefore(to);
      boolean begunToday = days.contains(day) && !time.isBefore(from) && (overnight || time.isBefore(to));
      boolean begunYesterday = overnight && days.contains(day.minus(1)) && time.isBefore(to);
      return begunToday || begunYesterday;
    }
  }

  public OpeningHours {
    hours = List.copyOf(hours);
  }

  public boolean isOpen(Instant at) {
    var local = at.atZone(zone.zone());
    return hours.isEmpty()
        || hours.stream().anyMatch(each -> each.contains(local.getDayOfWeek(), local.toLocalTime()));
  }
}
