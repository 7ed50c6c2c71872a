package io.scoutline.people.staff;

import io.scoutline.kernel.PersonId;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import java.util.Objects;
import java.util.function.Consumer;

/** Notices whose rights have changed from one directory to the next. Not for several threads at once. */
public final class RightsWatch {

  private final Consumer<PersonId> changed;
  private PeopleDirectory before;

  /** @param changed told of each person who may now do something else, or nothing any more */
  public RightsWatch(PeopleDirectory before, Consumer<PersonId> changed) {
    this.before = before;
    this.changed = changed;
  }

  public void changed(PeopleDirectory now) {
    PeopleDirectory earlier = before;
    before = now;
    earlier.people().stream().map(Person::id)
        .filter(person -> !Objects.equals(earlier.actor(person), now.actor(person)))
        .forEach(changed);
  }
}
