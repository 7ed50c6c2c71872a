package io.scoutline.desk;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.scoutline.platform.database.DatabaseAway;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the desk writes down aside from requests, one after the other in the order it was given, on a virtual thread.
 * One that finds no database is tried again until there is one, and the others wait behind it, {@value #MOST_WAITING}
 * at most: what comes on top is dropped, logged and counted. Closing lets what was given be written, within bounds;
 * what comes later is dropped, with a word in the log.
 */
public final class OrderedWrites implements Executor, AutoCloseable {

  static final int MOST_WAITING = 10_000;
  private static final Duration RETRY = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(OrderedWrites.class);

  private final ThreadPoolExecutor thread;
  private final Duration patience;
  private final Counter dropped;

  /** @param patience how long closing waits */
  public OrderedWrites(Duration patience, MeterRegistry meters) {
    this(patience, MOST_WAITING, meters);
  }

  OrderedWrites(Duration patience, int most, MeterRegistry meters) {
    this.patience = patience;
    thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(most),
        Thread.ofVirtual().name("desk-writes").factory(), (_, _) -> drop());
    dropped = Counter.builder("scoutline.desk.writes.dropped")
        .description("Ends of wrap-ups and moves of drafts that found no room or came after the stop").register(meters);
    Gauge.builder("scoutline.desk.writes.waiting", this, writes -> writes.thread.getQueue().size())
        .description("Ends of wrap-ups and moves of drafts that wait for the database").register(meters);
  }

  /** Any thread; does not wait. */
  @Override
  public void execute(Runnable write) {
    thread.execute(() -> write(write));
  }

  private void drop() {
    dropped.increment();
    LOG.warn("the desk had more to write down than waits here, or after the stop; it is dropped");
  }

  private void write(Runnable write) {
    while (true) {
      try {
        write.run();
        return;
      } catch (DatabaseAway away) {
        if (thread.isShutdown() || !pause()) {
          LOG.warn("what a desk had to write down was not written before the stop: {}", away.getMessage());
          return;
        }
      }
    }
  }

  /** @return false when it is to end */
  private static boolean pause() {
    try {
      Thread.sleep(RETRY);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("not all that the desks had to write down was written within {}", patience);
        thread.shutdownNow();
      }
    } catch (InterruptedException cutShort) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
