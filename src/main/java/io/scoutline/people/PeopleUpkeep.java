package io.scoutline.people;

import io.scoutline.platform.Timers;
import io.scoutline.platform.VirtualThreads;
import io.scoutline.platform.database.DatabaseFault;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be done now and then: reading people anew, for another node may have changed them or a change could not be
 * read at once, and removing sessions and known browsers whose time is over.
 */
public final class PeopleUpkeep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PeopleUpkeep.class);

  private final People people;
  private final VirtualThreads threads;
  private final AtomicBoolean running = new AtomicBoolean();
  private final Timers timers;

  /** Starts at once and goes on until closed. */
  public PeopleUpkeep(Vertx vertx, People people, Duration every) {
    this.people = people;
    this.threads = new VirtualThreads(vertx);
    timers = new Timers(vertx);
    timers.every(every, this::round);
  }

  private void round() {
    if (!running.compareAndSet(false, true)) {
      return;
    }
    threads.call(() -> {
      people.current().refresh();
      return people.sweep();
    }).onComplete(done -> running.set(false)).onFailure(PeopleUpkeep::notNow);
  }

  private static void notNow(Throwable failure) {
    if (failure instanceof DatabaseFault) {
      LOG.warn("people could not be read anew: {}", failure.getMessage());
    } else {
      LOG.error("people could not be read anew", failure);
    }
  }

  @Override
  public void close() {
    timers.close();
  }
}
