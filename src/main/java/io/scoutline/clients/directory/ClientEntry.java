package io.scoutline.clients.directory;

import io.scoutline.clients.Category;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import java.time.Instant;
import java.util.Optional;

/**
 * What the first paint of the card and routing need of a client (P3.2, P4.1), read from memory.
 *
 * @param vip a key client, which may go to {@code second} before the queue
 * @param draft made from an unknown caller and not yet completed (P3.3)
 * @param second the person chosen to stand in for the owner of a key client
 * @param scout who is to win the client
 * @param lastScout who last spoke to the client for the first attraction, and when
 */
public record ClientEntry(
    ClientId id, String name, Optional<Category> category, boolean vip, boolean draft, Optional<String> channel,
    Optional<String> region, Optional<String> source, Optional<PersonId> owner, Optional<PersonId> second,
    Optional<PersonId> scout, Optional<LastScout> lastScout) {

  /** Times are kept to the second. */
  public record LastScout(PersonId scout, Instant at) {

    /** {@code at} is there whenever {@code scout} is. */
    public static Optional<LastScout> of(Optional<PersonId> scout, Instant at) {
      return scout.map(person -> new LastScout(person, at));
    }
  }
}
