package io.scoutline.calls.finding;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.PeopleDirectory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which calls somebody may see (P16.1): heads, admins and supervisors all of them; whoever leads a team those of its
 * people; everybody their own, and those of the clients they own.
 */
public final class CallSight {

  /**
   * @param everything no row is closed to this person
   * @param people whose calls are open
   * @param ownerOf whose clients' calls are open
   */
  public record Scope(boolean everything, Set<PersonId> people, PersonId ownerOf) {

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
      return new Scope(true, Set.of(), actor.person());
    }
    var open = new LinkedHashSet<PersonId>(List.of(actor.person()));
    for (TeamId team : actor.leads()) {
      people.get().membersOf(team).forEach(member -> open.add(member.id()));
    }
    return new Scope(false, Set.copyOf(open), actor.person());
  }
}
