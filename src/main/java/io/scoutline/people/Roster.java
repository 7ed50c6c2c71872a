package io.scoutline.people;

import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.Duty.Absent;
import io.scoutline.people.Duty.OffShift;
import io.scoutline.people.Duty.OnShift;
import io.scoutline.people.Duty.Unscheduled;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everybody's hours and absences, and the rules over them: who is on shift, who is away, who stands in (P4.1).
 * Immutable; any thread.
 */
public final class Roster {

  private static final int DAYS_AHEAD = 28;

  private final BusinessZone zone;
  private final Map<PersonId, List<Shift>> shifts;
  private final Map<PersonId, List<Absence>> absences;

  /** Absences may be given in any order and may overlap. */
  public Roster(BusinessZone zone, Map<PersonId, List<Shift>> shifts, List<Absence> absences) {
    this.zone = zone;
    this.shifts = shifts.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    this.absences = absences.stream()
        .sorted(Comparator.comparing((Absence absence) -> absence.time().from()).thenComparing(Absence::id).reversed())
        .collect(Collectors.collectingAndThen(Collectors.groupingBy(Absence::person), Map::copyOf));
  }

  public List<Shift> shiftsOf(PersonId person) {
    return shifts.getOrDefault(person, List.of());
  }

  /** The latest first. */
  public List<Absence> absencesOf(PersonId person) {
    return absences.getOrDefault(person, List.of());
  }

  /** What the plan says of this person now. Of several absences at once, the one that began last is told. */
  public Duty dutyOf(PersonId person, Instant at) {
    Optional<Absence> away = absencesAt(person, at).findFirst();
    if (away.isPresent()) {
      return new Absent(away.get());
    }
    if (shiftsOf(person).isEmpty()) {
      return new Unscheduled();
    }
    LocalDate today = zone.dayOf(at);
    return Stream.of(today.minusDays(1), today)
        .flatMap(day -> shiftsBeginningOn(person, day))
        .filter(shift -> shift.contains(at))
        .map(Interval::to)
        .max(Comparator.naturalOrder())
        .<Duty>map(OnShift::new)
        .orElseGet(() -> new OffShift(nextStart(person, at)));
  }

  /**
   * Who stands in for a person who is absent: their deputy, or the deputy's deputy while that one is absent too.
   *
   * @param active who still works here; others are passed over
   * @return empty when the person is not absent, has no deputy, or the deputies are all away
   */
  public Optional<PersonId> deputyOf(PersonId person, Instant at, Set<PersonId> active) {
    return deputyOf(person, at, active, new HashSet<>(Set.of(person)));
  }

  private Optional<PersonId> deputyOf(PersonId person, Instant at, Set<PersonId> active, Set<PersonId> asked) {
    return absencesAt(person, at)
        .flatMap(absence -> absence.deputy().stream())
        .filter(active::contains)
        .filter(asked::add)
        .flatMap(deputy -> absencesAt(deputy, at).findAny().isEmpty()
            ? Stream.of(deputy)
            : deputyOf(deputy, at, active, asked).stream())
        .findFirst();
  }

  /**
   * The time a person is planned to work in the shifts that begin on this business day, absences taken out; in
   * order, overlapping shifts joined. A norm scales with it (P7.1).
   */
  public List<Interval> plannedOn(PersonId person, LocalDate day) {
    List<Interval> planned = joined(shiftsBeginningOn(person, day)
        .sorted(Comparator.comparing(Interval::from)).toList());
    for (Absence absence : absencesOf(person)) {
      planned = planned.stream().flatMap(piece -> piece.minus(absence.time()).stream()).toList();
    }
    return planned;
  }

  private Stream<Absence> absencesAt(PersonId person, Instant at) {
    return absencesOf(person).stream().filter(absence -> absence.time().contains(at));
  }

  private Stream<Interval> shiftsBeginningOn(PersonId person, LocalDate day) {
    return shiftsOf(person).stream().flatMap(shift -> shift.beginningOn(day, zone).stream());
  }

  private Optional<Instant> nextStart(PersonId person, Instant at) {
    LocalDate today = zone.dayOf(at);
    return today.datesUntil(today.plusDays(DAYS_AHEAD + 1))
        .flatMap(day -> shiftsBeginningOn(person, day))
        .map(Interval::from)
        .filter(at::isBefore)
        .min(Comparator.naturalOrder());
  }

  private static List<Interval> joined(List<Interval> sorted) {
    var joined = new ArrayList<Interval>();
    for (Interval next : sorted) {
      Interval last = joined.isEmpty() ? null : joined.getLast();
      if (last == null || last.to().isBefore(next.from())) {
        joined.add(next);
      } else if (next.to().isAfter(last.to())) {
        joined.set(joined.size() - 1, new Interval(last.from(), next.to()));
      }
    }
    return joined;
  }
}
