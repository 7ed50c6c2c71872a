package io.scoutline.clients;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.ClientId;

/**
 * A reason of another feature why a person may see one client: a call they took part in, a list they work through.
 * Asked on a virtual thread and may wait for the database.
 */
@FunctionalInterface
public interface ClientGrant {

  /** How far the reason goes. */
  enum Reach {
    NOTHING,
    /** Looks without changing. */
    READS,
    /** Looks, and changes as the role may. */
    WRITES
  }

  Reach of(Actor actor, ClientId client);
}
