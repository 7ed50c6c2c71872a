package io.scoutline.people.staff;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.PeopleDirectory;

/** Whose phones and hours somebody may arrange (P16.1): an admin everybody's, a head those of the teams they head. */
public final class Reach {

  public static boolean arranges(Actor actor, PersonId person, PeopleDirectory directory) {
    return actor.is(Role.ADMIN)
        || actor.is(Role.HEAD)
            && directory.teamOf(person).filter(team -> team.isHeadedBy(actor.person())).isPresent();
  }

  private Reach() {}
}
