package io.scoutline.platform.watch;

import io.scoutline.platform.Timers;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.watch.Health.Condition;
import io.scoutline.platform.watch.Health.Degraded;
import io.scoutline.platform.watch.Health.Up;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database now and then whether it is there, and remembers since when it is not. Without it pops and routing
 * go on from memory, so its absence degrades us and no more.
 */
public final class DatabaseWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);

  private final List<Database> pools;
  private final InstantSource clock;
  private final Timers timers;
  private volatile Instant awaySince;
  private volatile boolean asking;

  /** @param pools the ways to the database; it is away when one of them is refused */
  public DatabaseWatch(Vertx vertx, List<Database> pools, InstantSource clock, Duration every) {
    this.pools = pools;
    this.clock = clock;
    timers = new Timers(vertx);
    timers.every(every, this::ask);
  }

  private void ask() {
    if (asking) {
      return;
    }
    asking = true;
    Future.all(pools.stream().map(pool -> pool.queryAsync("select 1", row -> 1)).toList()).onComplete(answer -> {
      asking = false;
      if (answer.succeeded() && awaySince != null) {
        LOG.info("the database is back after {}", Duration.between(awaySince, clock.instant()));
        awaySince = null;
      } else if (answer.failed() && awaySince == null) {
        LOG.warn("the database is away: {}", answer.cause().getMessage());
        awaySince = clock.instant();
      }
    });
  }

  @Override
  public void close() {
    timers.close();
  }

  public Condition condition() {
    Instant since = awaySince;
    return since == null ? new Up() : new Degraded("away since " + since);
  }
}
