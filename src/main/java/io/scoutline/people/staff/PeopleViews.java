package io.scoutline.people.staff;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.Absence;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.people.Shift;
import io.scoutline.people.Team;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** People and teams as the API shows them. */
public final class PeopleViews {

  public record Named(long id, String name) {}

  public record PersonView(
      PersonId id, String name, String login, List<Role> roles, Optional<Named> team, boolean active, long version,
      List<EndpointView> endpoints, List<ShiftView> shifts, List<AbsenceView> absences) {}

  public record EndpointView(String pbx, String name, String extension) {}

  /** {@code from} and {@code to} are {@code 09:00}. */
  record ShiftView(
      DayOfWeek weekday, String from, String to, Optional<LocalDate> validFrom, Optional<LocalDate> validTo) {}

  record AbsenceView(long id, Instant from, Instant to, Absence.Kind kind, Optional<Named> deputy) {}

  record TeamView(
      TeamId id, String name, Optional<Named> head, Optional<Named> lineManager, int members, long version) {}

  /** With the absences that are not over. */
  public static PersonView person(Person person, PeopleDirectory directory, Instant now) {
    return new PersonView(person.id(), person.name(), person.login(), person.roles().stream().sorted().toList(),
        team(person, directory), person.active(), person.version(),
        directory.endpointsOf(person.id()).stream()
            .map(phone -> new EndpointView(phone.pbx().value(), phone.name(), phone.extension())).toList(),
        directory.roster().shiftsOf(person.id()).stream().map(PeopleViews::shift).toList(),
        directory.roster().absencesOf(person.id()).stream()
            .filter(absence -> absence.time().to().isAfter(now))
            .map(absence -> absence(absence, directory)).toList().reversed());
  }

  static AbsenceView absence(Absence absence, PeopleDirectory directory) {
    return new AbsenceView(absence.id(), absence.time().from(), absence.time().to(), absence.kind(),
        absence.deputy().flatMap(deputy -> named(deputy, directory)));
  }

  public static TeamView team(Team team, PeopleDirectory directory) {
    return new TeamView(team.id(), team.name(), team.head().flatMap(head -> named(head, directory)),
        team.lineManager().flatMap(manager -> named(manager, directory)), directory.membersOf(team.id()).size(),
        team.version());
  }

  public static Optional<Named> team(Person person, PeopleDirectory directory) {
    return person.team().flatMap(directory::team).map(team -> new Named(team.id().value(), team.name()));
  }

  private static ShiftView shift(Shift shift) {
    return new ShiftView(shift.weekday(), clock(shift.from()), clock(shift.to()), shift.validFrom(), shift.validTo());
  }

  private static String clock(LocalTime time) {
    return String.format(Locale.ROOT, "%02d:%02d", time.getHour(), time.getMinute());
  }

  private static Optional<Named> named(PersonId person, PeopleDirectory directory) {
    return directory.person(person).map(found -> new Named(found.id().value(), found.name()));
  }

  private PeopleViews() {}
}
