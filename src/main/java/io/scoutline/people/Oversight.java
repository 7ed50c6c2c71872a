package io.scoutline.people;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import java.util.HashSet;
import java.util.Set;

/**
 * Whose work somebody looks at (P16.1): heads, admins and supervisors everybody's; whoever leads a team that of its
 * people, also of those who have left; everybody their own. Features ask here, and add only what is theirs alone.
 */
public sealed interface Oversight {

  record Everybody() implements Oversight {}

  record These(Set<PersonId> people) implements Oversight {
    public These {
      people = Set.copyOf(people);
    }
  }

  static Oversight of(Actor actor, PeopleDirectory directory) {
    if (actor.looksAtEverybody()) {
      return new Everybody();
    }
    var people = new HashSet<>(directory.ledBy(actor));
    people.add(actor.person());
    return new These(people);
  }

  default boolean covers(PersonId person) {
    return switch (this) {
      case Everybody() -> true;
      case These(Set<PersonId> people) -> people.contains(person);
    };
  }
}
