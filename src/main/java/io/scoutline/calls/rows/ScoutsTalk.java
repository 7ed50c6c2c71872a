package io.scoutline.calls.rows;

import io.scoutline.calls.Call;
import io.scoutline.calls.Leg;
import io.scoutline.clients.passport.LastContact;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/** Which scout a call has put in touch with its client (P4.1): of several the one who began to talk last. Pure. */
final class ScoutsTalk {

  static Optional<LastContact> of(Call call, ClientId client, Predicate<PersonId> isScout) {
    if (!call.isExternal()) {
      return Optional.empty();
    }
    return call.ending().flatMap(ending ->
        call.personLegs().filter(leg -> call.hasTalked(leg) && leg.person().filter(isScout).isPresent())
            .max(Comparator.comparing(leg -> call.talkOf(leg).getLast().from())).flatMap(Leg::person)
            .map(scout -> new LastContact(client, scout, ending.at())));
  }

  private ScoutsTalk() {}
}
