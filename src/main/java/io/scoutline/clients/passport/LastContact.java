package io.scoutline.clients.passport;

import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import java.time.Instant;

/** A scout has spoken to a client (P4.1). */
public record LastContact(ClientId client, PersonId scout, Instant at) {

  public LastContact laterOf(LastContact other) {
    return other.at.isAfter(at) ? other : this;
  }
}
