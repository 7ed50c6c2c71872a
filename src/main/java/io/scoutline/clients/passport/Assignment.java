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
 * Who may say whose a client is (P8.9): heads, admins, and line managers for their teams; a manager or KAM may take a
 * client that nobody owns. An owner may say how important the client is.
 */
final class Assignment {

  static ClientFields onCreation(Actor actor, ClientFields wanted) {
    boolean ownsClients = actor.isAnyOf(Role.MANAGER, Role.KAM);
    if (actor.isAnyOf(Role.HEAD, Role.ADMIN, Role.LINE_MANAGER)) {
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
      return;
    }
    boolean takesUnowned = old.owner().isEmpty() && after.owner().equals(Optional.of(actor.person()))
        && actor.isAnyOf(Role.MANAGER, Role.KAM);
    boolean owns = old.owner().equals(Optional.of(actor.person())) || takesUnowned;
    boolean ownerStays = old.owner().equals(after.owner()) || takesUnowned;
    boolean othersStay = old.second().equals(after.second()) && old.scout().equals(after.scout());
    boolean importanceStays = old.vip() == after.vip() && old.category().equals(after.category());
    if (!ownerStays || !othersStay || !importanceStays && !owns) {
      throw refused();
    }
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
