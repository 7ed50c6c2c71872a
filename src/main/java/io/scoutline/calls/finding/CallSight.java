package io.scoutline.calls.finding;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.Oversight;

/**
 * Which calls somebody may see (P16.1): those of the people whose work they look at, and those of the clients they
 * own.
 */
public record CallSight(Actor asking, Oversight people) {

  boolean everything() {
    return people instanceof Oversight.Everybody;
  }

  PersonId[] peopleArray() {
    return switch (people) {
      case Oversight.Everybody() -> new PersonId[0];
      case Oversight.These these -> these.people().toArray(PersonId[]::new);
    };
  }
}
