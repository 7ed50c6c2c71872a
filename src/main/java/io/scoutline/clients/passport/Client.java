package io.scoutline.clients.passport;

import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.directory.ClientEntry.LastScout;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import java.time.Instant;
import java.util.Optional;

/**
 * The business relation with a customer or one who may become it (P8.1).
 *
 * @param confirmedAt when somebody last made sure that the record is still true (P8.6)
 * @param version grows with each change that a person makes
 */
public record Client(
    ClientId id, ClientFields fields, boolean draft, Optional<LastScout> lastScout, Instant createdAt,
    Optional<PersonId> createdBy, Instant updatedAt, Optional<Instant> confirmedAt, Optional<PersonId> confirmedBy,
    long version) {

  /** What the directory keeps of it. */
  public ClientEntry entry() {
    return new ClientEntry(id, fields.name(), fields.category(), fields.vip(), draft, fields.channel(),
        fields.region(), fields.source(), fields.owner(), fields.second(), fields.scout(), lastScout);
  }
}
