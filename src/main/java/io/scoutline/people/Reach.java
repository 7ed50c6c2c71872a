package io.scoutline.people;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;

/** Whose phones and hours somebody may arrange (P16.1): an admin everybody's, a head those of the teams they head. */
final class Reach {

  static boolean arranges(Actor actor, PersonId person, PeopleDirectory directory) {
    return actor.is(Role.ADMIN)
        || actor.is(Role.HEAD)
            && directory.teamOf(person).filter(team -> team.isHeadedBy(actor.person())).isPresent();
  }

  private Reach() {}
}
