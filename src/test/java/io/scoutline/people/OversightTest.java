package io.scoutline.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** P16.1: whose work somebody looks at. */
class OversightTest {

  private static final TeamId TEAM = new TeamId(1);
  private static final TeamId OTHER_TEAM = new TeamId(2);
  private static final PersonId SELF = new PersonId(1);
  private static final PersonId MATE = new PersonId(2);
  private static final PersonId LEFT = new PersonId(3);
  private static final PersonId STRANGER = new PersonId(4);

  private final PeopleDirectory people = new PeopleDirectory(
      List.of(person(SELF, TEAM, true), person(MATE, TEAM, true), person(LEFT, TEAM, false),
          person(STRANGER, OTHER_TEAM, true)),
      List.of(), List.of(), new Roster(new BusinessZone(ZoneOffset.UTC), Map.of(), List.of()));

  private static Person person(PersonId id, TeamId team, boolean active) {
    return new Person(id, "p" + id, "p" + id, Set.of(Role.SCOUT), Optional.of(team), Language.RU, Theme.AUTO, true,
        active, 1);
  }

  private static Actor actor(Role role, TeamId... leads) {
    return new Actor(SELF, Set.of(role), TEAM.value(), Set.of(leads));
  }

  private List<PersonId> seenBy(Actor actor) {
    Oversight sight = Oversight.of(actor, people);
    return List.of(SELF, MATE, LEFT, STRANGER).stream().filter(sight::covers).toList();
  }

  @Test
  void heads_admins_and_supervisors_look_at_everybodys_work_and_nobody_else_does() {
    List<Role> all = List.of(Role.SUPERVISOR, Role.HEAD, Role.ADMIN);
    assertEquals(all, Arrays.stream(Role.values())
        .filter(role -> seenBy(actor(role)).equals(List.of(SELF, MATE, LEFT, STRANGER))).toList());
    Arrays.stream(Role.values()).filter(role -> !all.contains(role))
        .forEach(role -> assertEquals(List.of(SELF), seenBy(actor(role)), role.name()));
  }

  @Test
  void whoever_leads_a_team_looks_at_its_people_also_at_those_who_have_left() {
    assertEquals(List.of(SELF, MATE, LEFT), seenBy(actor(Role.LINE_MANAGER, TEAM)));
    assertEquals(List.of(SELF, STRANGER), seenBy(actor(Role.LINE_MANAGER, OTHER_TEAM)));
    assertEquals(Set.of(SELF, MATE, LEFT), people.ledBy(actor(Role.LINE_MANAGER, TEAM)));
  }

  @Test
  void an_admin_looks_after_everything_and_reviews_nobody() {
    assertFalse(actor(Role.ADMIN).reviews(List.of(TEAM)));
    assertTrue(actor(Role.HEAD).reviews(List.of()));
    assertTrue(actor(Role.SUPERVISOR).reviews(List.of()));
    assertTrue(actor(Role.LINE_MANAGER, TEAM).reviews(List.of(OTHER_TEAM, TEAM)));
    assertFalse(actor(Role.LINE_MANAGER, TEAM).reviews(List.of(OTHER_TEAM)));
  }
}
