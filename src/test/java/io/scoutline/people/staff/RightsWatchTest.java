package io.scoutline.people.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.Language;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.people.Roster;
import io.scoutline.people.Team;
import io.scoutline.people.Theme;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** P16.1: a change of rights acts at once, also on what is open already. */
class RightsWatchTest {

  private static final PersonId ANNA = new PersonId(1);
  private static final PersonId BORIS = new PersonId(2);
  private static final TeamId TEAM = new TeamId(1);

  private final List<PersonId> told = new ArrayList<>();
  private final Person anna = person(ANNA, Role.SCOUT, true);
  private final Person boris = person(BORIS, Role.HEAD, true);
  private final RightsWatch watch = new RightsWatch(directory(Optional.empty(), anna, boris), told::add);

  @Test
  void another_role_is_told() {
    watch.changed(directory(Optional.empty(), person(ANNA, Role.MANAGER, true), boris));

    assertEquals(List.of(ANNA), told);
  }

  @Test
  void leaving_is_told_once() {
    watch.changed(directory(Optional.empty(), person(ANNA, Role.SCOUT, false), boris));
    watch.changed(directory(Optional.empty(), person(ANNA, Role.SCOUT, false), boris));

    assertEquals(List.of(ANNA), told);
  }

  @Test
  void leading_a_team_or_no_longer_is_told() {
    watch.changed(directory(Optional.of(BORIS), anna, boris));
    watch.changed(directory(Optional.empty(), anna, boris));

    assertEquals(List.of(BORIS, BORIS), told);
  }

  @Test
  void another_name_is_no_change_of_rights() {
    watch.changed(directory(Optional.empty(), new Person(ANNA, "Renamed", "anna", Set.of(Role.SCOUT),
        Optional.empty(), Language.EN, Theme.DARK, false, true, 7), boris));

    assertEquals(List.of(), told);
  }

  private static PeopleDirectory directory(Optional<PersonId> head, Person... people) {
    return new PeopleDirectory(List.of(people), List.of(new Team(TEAM, "Team", head, Optional.empty(), 1)), List.of(),
        new Roster(new BusinessZone(ZoneId.of("Europe/Moscow")), Map.of(), List.of()));
  }

  private static Person person(PersonId id, Role role, boolean active) {
    return new Person(id, "Name", "login" + id, Set.of(role), Optional.empty(), Language.RU, Theme.AUTO, true, active,
        1);
  }
}
