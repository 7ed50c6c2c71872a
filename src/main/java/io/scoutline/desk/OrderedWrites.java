package io.scoutline.desk;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the desk writes down aside from requests, one after the other in the order it was given, on a virtual thread.
 * Closing lets what was given be written, within bounds; what comes later is dropped, with a word in the log.
 */
public final class OrderedWrites implements Executor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OrderedWrites.class);

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("desk-writes").factory());
  private final Duration patience;

  /** @param patience how long closing waits */
  public OrderedWrites(Duration patience) {
    this.patience = patience;
  }

  /** Any thread; does not wait. */
  @Override
  public void execute(Runnable write) {
    try {
      thread.execute(write);
    } catch (RejectedExecutionException stopped) {
      LOG.warn("the desk had something to write down after the stop; it is dropped");
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
