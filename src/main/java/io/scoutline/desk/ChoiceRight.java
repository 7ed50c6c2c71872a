package io.scoutline.desk;

import io.scoutline.clients.ClientSight;
import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.directory.Directory;
import io.scoutline.clients.directory.Match;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.wire.Problem;
import java.util.Optional;

/**
 * Which client somebody may say a call is with (P3.3, P16.1): one the number may belong to, or one that is theirs to
 * see anyway. Whoever has spoken with a client sees it from then on, so a freer choice would open the whole base to
 * those who do not browse it (P8.8).
 */
final class ChoiceRight {

  private final Directory directory;
  private final ClientSight sight;

  ChoiceRight(Directory directory, ClientSight sight) {
    this.directory = directory;
    this.sight = sight;
  }

  /**
   * On a virtual thread.
   *
   * @param number of the other side, when it is known
   * @throws Problem 404 when there is no such client, or none that may be chosen, or it has no such contact
   */
  void require(Actor actor, Optional<PhoneNumber> number, ClientId wanted, Optional<ContactId> contact) {
    ClientEntry client = directory.client(wanted)
        .filter(found -> number.filter(of -> mayBe(of, wanted)).isPresent() || sight.sees(actor, found))
        .orElseThrow(() -> Problem.notFound("client"));
    if (contact.isPresent() && directory.contact(client.id(), contact.get()).isEmpty()) {
      throw Problem.notFound("contact");
    }
  }

  private boolean mayBe(PhoneNumber number, ClientId wanted) {
    return switch (directory.lookup(number)) {
      case Match.Known known -> known.client().id().equals(wanted);
      case Match.Ambiguous several -> several.choices().stream().anyMatch(one -> one.client().id().equals(wanted));
      case Match.Unknown _ -> false;
    };
  }
}
