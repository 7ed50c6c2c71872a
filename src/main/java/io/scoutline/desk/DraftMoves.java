package io.scoutline.desk;

import io.scoutline.calls.CallChange;
import io.scoutline.calls.CallListener;
import io.scoutline.kernel.CallId;
import io.scoutline.platform.database.DatabaseAway;
import io.scoutline.platform.database.DatabaseFault;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets kept drafts follow their call when two turn out to be one (P2.1, P3.4), as the desk does with those on the
 * screens: otherwise what is typed next would be refused, for the version it builds on would be kept nowhere.
 */
public final class DraftMoves implements CallListener {

  private static final Logger LOG = LoggerFactory.getLogger(DraftMoves.class);

  private final DeskStore store;
  private final Executor writes;

  /** @param writes runs each task on a virtual thread, in the order given, until it finds a database */
  public DraftMoves(DeskStore store, Executor writes) {
    this.store = store;
    this.writes = writes;
  }

  @Override
  public void on(CallChange change) {
    if (change instanceof CallChange.Merged merged) {
      writes.execute(() -> move(merged.absorbed(), merged.call().id()));
    }
  }

  private void move(CallId absorbed, CallId survivor) {
    try {
      store.move(absorbed, survivor);
    } catch (DatabaseAway away) {
      throw away; // tried again
    } catch (DatabaseFault refused) {
      LOG.warn("the drafts of call {} could not follow it into {}; they stay under the former", absorbed, survivor);
    }
  }
}
