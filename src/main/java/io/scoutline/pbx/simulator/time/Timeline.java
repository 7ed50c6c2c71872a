package io.scoutline.pbx.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which the simulated PBX lives, and its time. Simulated time starts at the clock's time and
 * runs {@code scale} times as fast; everything that touches a channel runs here, one task after another.
 */
public final class Timeline implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Timeline.class);

  private final ScheduledThreadPoolExecutor thread;
  private final Instant start;
  private final long startNanos = System.nanoTime();
  private final double scale;
  private volatile Duration set = Duration.ZERO;

  public Timeline(InstantSource clock, double scale) {
    this.start = clock.instant();
    this.scale = scale;
    this.thread = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("pbx-simulator").factory());
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** How long, in simulated time, the PBX has been up. Any thread. */
  public Duration uptime() {
    return Duration.ofNanos((long) ((System.nanoTime() - startNanos) * scale));
  }

  /** The simulated time. Any thread. */
  public Instant now() {
    return start.plus(set).plusNanos((long) ((System.nanoTime() - startNanos) * scale));
  }

  /** The PBX's clock is set by so much, as by somebody who finds it wrong; nothing takes longer or shorter for it. */
  public void set(Duration by) {
    execute(() -> set = set.plus(by));
  }

  /** A time as Asterisk writes it: seconds since 1970 and microseconds. */
  public static String seconds(Instant instant) {
    return instant.getEpochSecond() + "." + String.format("%06d", instant.getNano() / 1000);
  }

  /** Runs the task on the timeline after a simulated duration. Any thread. */
  public Timer after(Duration simulated, Runnable task) {
    return afterNanos((long) (simulated.toNanos() / scale), task);
  }

  /** Runs the task after a duration of the real world, for what guards against real servers. Any thread. */
  public Timer afterReal(Duration real, Runnable task) {
    return afterNanos(real.toNanos(), task);
  }

  private Timer afterNanos(long nanos, Runnable task) {
    try {
      return new Timer(thread.schedule(guarded(task), nanos, TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException closed) {
      return new Timer(CompletableFuture.completedFuture(null));
    }
  }

  /** Runs the task on the timeline as soon as it is free; dropped after {@link #close}. Any thread. */
  @Override
  public void execute(Runnable task) {
    try {
      thread.execute(guarded(task));
    } catch (RejectedExecutionException closed) {
      LOG.trace("the simulated PBX is closed, a task is dropped");
    }
  }

  /** Runs the question on the timeline. Any thread; never join the answer on the timeline itself. */
  public <T> CompletableFuture<T> ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, this);
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException fault) {
        LOG.error("the simulated PBX stumbled", fault);
      }
    };
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** A task to come. */
  public record Timer(Future<?> task) {
    public static final Timer NONE = new Timer(CompletableFuture.completedFuture(null));

    public void cancel() {
      task.cancel(false);
    }
  }
}
