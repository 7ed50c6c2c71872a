package io.scoutline.calls.finding;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.PeopleDirectory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which calls somebody may see (P16.1): heads, admins and supervisors all of them; whoever leads a team those of its
 * people, also of those who have left; everybody their own, and those of the clients they own.
 */
public final class CallSight {

  /**
   * @param everything no row is closed to this person
   * @param people whose calls are open
   * @param asking whose clients' calls are open too
   */
  public record Scope(boolean everything, Set<PersonId> people, Actor asking) {

    PersonId[] peopleArray() {
      return people.toArray(PersonId[]::new);
    }
  }

  private final Supplier<PeopleDirectory> people;

  public CallSight(Supplier<PeopleDirectory> people) {
    this.people = people;
  }

  public Scope of(Actor actor) {
    if (actor.seesWholeCompany() || actor.is(Role.SUPERVISOR)) {
      return new Scope(true, Set.of(), actor);
    }
    var open = new LinkedHashSet<PersonId>(List.of(actor.person()));
    if (!actor.leads().isEmpty()) {
      people.get().people().stream().filter(person -> person.team().filter(actor.leads()::contains).isPresent())
          .forEach(person -> open.add(person.id()));
    }
    return new Scope(false, Set.copyOf(open), actor);
  }
}
