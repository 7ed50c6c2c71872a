package io.scoutline.clients.passport;

import io.scoutline.clients.ClientSight;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.platform.wire.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who may say whose a client is (P8.9): heads, admins, and line managers for their teams, from whose people and to
 * whose people they hand on; a manager or KAM may take a client that nobody owns. An owner may say how important the
 * client is.
 */
final class Assignment {

  /** @throws Problem 403 when somebody is named whom this person may not name */
  static ClientFields onCreation(Actor actor, ClientFields wanted, ClientSight sight) {
    if (actor.isAnyOf(Role.HEAD, Role.ADMIN)) {
      return wanted;
    }
    boolean ownsClients = actor.isAnyOf(Role.MANAGER, Role.KAM);
    if (actor.is(Role.LINE_MANAGER)) {
      requireReach(actor, ClientFields.named(wanted.name()), wanted, sight);
      return wanted;
    }
    Optional<PersonId> self = Optional.of(actor.person());
    boolean asksForMore = wanted.owner().isPresent() && !(ownsClients && wanted.owner().equals(self))
        || wanted.second().isPresent() || wanted.scout().isPresent() || wanted.vip() && !ownsClients;
    if (asksForMore) {
      throw refused();
    }
    return ownsClients ? wanted.withOwner(self) : wanted;
  }

  /** @throws Problem 403 when the change assigns what is not this person's to assign */
  static void require(Actor actor, Client before, ClientFields after, ClientSight sight) {
    ClientFields old = before.fields();
    if (sight.mayAssign(actor, before.entry())) {
      requireReach(actor, old, after, sight);
      return;
    }
    boolean takesUnowned = takesUnowned(actor, old, after);
    boolean owns = old.owner().equals(Optional.of(actor.person())) || takesUnowned;
    boolean ownerStays = old.owner().equals(after.owner()) || takesUnowned;
    boolean othersStay = old.second().equals(after.second()) && old.scout().equals(after.scout());
    boolean importanceStays = old.vip() == after.vip() && old.category().equals(after.category());
    if (!ownerStays || !othersStay || !importanceStays && !owns) {
      throw refused();
    }
  }

  /** Whoever is newly named is within the reach of who names them; who stays is nobody's question. */
  private static void requireReach(Actor actor, ClientFields before, ClientFields after, ClientSight sight) {
    boolean ownerIsFine = takesUnowned(actor, before, after) || mayName(actor, before.owner(), after.owner(), sight);
    if (!ownerIsFine || !mayName(actor, before.second(), after.second(), sight)
        || !mayName(actor, before.scout(), after.scout(), sight)) {
      throw refused();
    }
  }

  private static boolean mayName(
      Actor actor, Optional<PersonId> before, Optional<PersonId> after, ClientSight sight) {
    return before.equals(after) || after.isEmpty() || sight.mayAssignTo(actor, after.get());
  }

  private static boolean takesUnowned(Actor actor, ClientFields before, ClientFields after) {
    return before.owner().isEmpty() && after.owner().equals(Optional.of(actor.person()))
        && actor.isAnyOf(Role.MANAGER, Role.KAM);
  }

  /** Who had the client and who has it now; empty when nothing of that changed. */
  static Map<String, Object> difference(ClientFields before, ClientFields after) {
    var difference = new LinkedHashMap<String, Object>();
    add(difference, "owner", before.owner(), after.owner());
    add(difference, "second", before.second(), after.second());
    add(difference, "scout", before.scout(), after.scout());
    return difference;
  }

  private static void add(
      Map<String, Object> difference, String field, Optional<PersonId> before, Optional<PersonId> after) {
    if (!before.equals(after)) {
      difference.put(field + "From", before.map(PersonId::value).orElse(0L));
      difference.put(field + "To", after.map(PersonId::value).orElse(0L));
    }
  }

  private static Problem refused() {
    return Problem.forbidden("assignment",
        "Owner, second person, scout and importance are set by a head or line manager; nothing was changed.");
  }

  private Assignment() {}
}
