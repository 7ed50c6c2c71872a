package io.scoutline.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.desk.NamingRight.Past;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** P3.3, P16.1: who says with which client a past call was, and how long. */
class NamingRightTest {

  private static final BusinessZone MOSCOW = new BusinessZone(ZoneId.of("Europe/Moscow"));
  private static final PersonId SCOUT = new PersonId(1);
  private static final PersonId OTHER = new PersonId(2);
  private static final TeamId TEAM = new TeamId(1);
  /** A quarter past four in the afternoon. */
  private static final Instant CALL = Instant.parse("2026-11-20T13:15:00Z");
  private static final Instant THAT_EVENING = Instant.parse("2026-11-20T20:59:00Z");
  private static final Instant AFTER_MIDNIGHT = Instant.parse("2026-11-20T21:01:00Z");

  @Test
  void who_took_part_may_on_the_business_day_of_the_call() {
    assertEquals(NamingRight.OPEN, by(SCOUT, Role.SCOUT, THAT_EVENING, Set.of(SCOUT)));
    assertEquals(NamingRight.TOO_LATE, by(SCOUT, Role.SCOUT, AFTER_MIDNIGHT, Set.of(SCOUT)));
  }

  @Test
  void who_has_not_written_it_up_may_as_long_as_it_waits_for_that() {
    Duration waits = NamingRight.UNWRITTEN_FOR;
    assertEquals(NamingRight.OPEN, by(SCOUT, Role.SCOUT, CALL.plus(waits).minusSeconds(1), Set.of(OTHER)));
    assertEquals(NamingRight.TOO_LATE, by(SCOUT, Role.SCOUT, CALL.plus(waits), Set.of()));
  }

  @Test
  void who_did_not_take_part_may_not_and_hears_of_no_call_whatever_their_role() {
    EnumSet.complementOf(EnumSet.of(Role.HEAD, Role.SUPERVISOR)).forEach(role ->
        assertEquals(NamingRight.NOT_THEIRS, by(OTHER, role, CALL, Set.of()), role.name()));
  }

  @Test
  void heads_and_supervisors_and_who_leads_the_team_put_it_right_at_any_time() {
    Instant later = CALL.plus(Duration.ofDays(400));
    for (Role role : Arrays.asList(Role.HEAD, Role.SUPERVISOR)) {
      assertEquals(NamingRight.OPEN, by(OTHER, role, later, Set.of(SCOUT)), role.name());
    }
    assertEquals(NamingRight.OPEN, of(leading(TEAM), later));
    assertEquals(NamingRight.NOT_THEIRS, of(leading(new TeamId(2)), later));
  }

  private static Actor leading(TeamId team) {
    return new Actor(OTHER, Set.of(Role.LINE_MANAGER), 0, Set.of(team));
  }

  private static NamingRight of(Actor actor, Instant now) {
    return NamingRight.of(actor, new Past(CALL, Set.of(SCOUT), Set.of(TEAM), Set.of(SCOUT)), now, MOSCOW);
  }

  private static NamingRight by(PersonId person, Role role, Instant now, Set<PersonId> writtenUp) {
    return NamingRight.of(new Actor(person, Set.of(role), 1, Set.of()),
        new Past(CALL, Set.of(SCOUT), Set.of(TEAM), writtenUp), now, MOSCOW);
  }
}
