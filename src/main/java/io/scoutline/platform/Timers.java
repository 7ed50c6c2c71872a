package io.scoutline.platform;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What happens again and again until it is closed: once {@link #close} has returned, nothing begins any more. */
public final class Timers implements AutoCloseable {

  private final Vertx vertx;
  private final List<Long> running = new ArrayList<>();
  private boolean closed;

  public Timers(Vertx vertx) {
    this.vertx = vertx;
  }

  /** On the context of the caller, the first time after one interval; never when we are closed already. */
  public synchronized void every(Duration interval, Runnable work) {
    if (!closed) {
      running.add(vertx.setPeriodic(interval.toMillis(), tick -> work.run()));
    }
  }

  /** Callable on any thread; work under way goes on to its end. */
  @Override
  public synchronized void close() {
    closed = true;
    running.forEach(vertx::cancelTimer);
    running.clear();
  }
}
