package io.scoutline.desk;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.DatabaseAway;
import io.scoutline.platform.database.DatabaseFault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down whose time to write a card up was over, so that a restart does not bring it back (P2.5). A
 * restart while the database is away is all that loses it.
 */
public final class KeptTimeOuts implements DeskFeed {

  private static final Logger LOG = LoggerFactory.getLogger(KeptTimeOuts.class);

  private final DeskStore store;
  private final Executor writes;
  private final InstantSource clock;

  /** @param writes runs each task on a virtual thread, in the order given, until it finds a database */
  public KeptTimeOuts(DeskStore store, Executor writes, InstantSource clock) {
    this.store = store;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public void card(Card card) {}

  @Override
  public void closed(PersonId person, CallId call, long version, CloseReason reason, Optional<PersonId> by) {
    if (reason == CloseReason.WRAP_UP_OVER) {
      Instant at = clock.instant();
      writes.execute(() -> keep(person, call, at));
    }
  }

  private void keep(PersonId person, CallId call, Instant at) {
    try {
      store.timedOut(call, person, at);
    } catch (DatabaseAway away) {
      throw away; // tried again
    } catch (DatabaseFault refused) {
      LOG.warn("that the time of card {} is over could not be written down; a restart would bring it back", call);
    }
  }
}
