package io.scoutline.desk;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.DatabaseFault;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes cards on to where they go, and writes down whose time to write one up was over, so that a restart does not
 * bring the card back (P2.5). When the database is away that is all that is lost.
 */
public final class KeptTimeOuts implements DeskFeed {

  private static final Logger LOG = LoggerFactory.getLogger(KeptTimeOuts.class);

  private final DeskFeed feed;
  private final DeskStore store;
  private final Executor virtualThreads;
  private final InstantSource clock;

  /** @param virtualThreads runs each task on a virtual thread of its own */
  public KeptTimeOuts(DeskFeed feed, DeskStore store, Executor virtualThreads, InstantSource clock) {
    this.feed = feed;
    this.store = store;
    this.virtualThreads = virtualThreads;
    this.clock = clock;
  }

  @Override
  public void card(Card card) {
    feed.card(card);
  }

  @Override
  public void closed(PersonId person, CallId call, long version, CloseReason reason, Optional<PersonId> by) {
    feed.closed(person, call, version, reason, by);
    if (reason == CloseReason.WRAP_UP_OVER) {
      virtualThreads.execute(() -> keep(person, call));
    }
  }

  private void keep(PersonId person, CallId call) {
    try {
      store.timedOut(call, person, clock.instant());
    } catch (DatabaseFault away) {
      LOG.warn("that the time of card {} is over could not be written down; a restart would bring it back", call);
    }
  }
}
