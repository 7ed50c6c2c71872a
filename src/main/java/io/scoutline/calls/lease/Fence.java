package io.scoutline.calls.lease;

import io.scoutline.platform.database.Sql;

/** Lets a transaction pass only where nobody else has taken over what it writes (P17.4). */
@FunctionalInterface
public interface Fence {

  /** For whoever is alone by nature. */
  Fence OPEN = _ -> { };

  /**
   * To be called first in the transaction: until that ends, nobody takes over.
   *
   * @throws FencedOff when somebody has
   */
  void hold(Sql sql);
}
