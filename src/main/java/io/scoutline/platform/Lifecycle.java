package io.scoutline.platform;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what was started, last begun first, each within its time: a part that hangs or fails is reported and does not
 * keep the others from stopping in order (P17.3).
 */
public final class Lifecycle implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

  /** Stops one part; may wait. */
  @FunctionalInterface
  public interface Stopper {
    void stop() throws Exception;
  }

  private record Step(String name, Duration within, Stopper stopper) {}

  private final Deque<Step> steps = new ArrayDeque<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private boolean stopping;

  /**
   * To be called when the part has been started. When we are stopping already, the part is stopped at once.
   *
   * @return this
   */
  public Lifecycle onStop(String name, Duration within, Stopper stopper) {
    var step = new Step(name, within, stopper);
    synchronized (this) {
      if (!stopping) {
        steps.push(step);
        return this;
      }
    }
    run(step);
    return this;
  }

  /**
   * Stops everything; waits. Only the first call does anything, the others wait for it.
   *
   * @return the names of the parts that failed or took too long
   */
  public List<String> stop() {
    if (!begins()) {
      return waitForFirst();
    }
    var failed = new ArrayList<String>();
    for (Step step; (step = next()) != null; ) {
      if (!run(step)) {
        failed.add(step.name());
      }
    }
    stopped.countDown();
    LOG.info(failed.isEmpty() ? "stopped" : "stopped; not in order: {}", failed);
    return failed;
  }

  /** Stops on SIGTERM and SIGINT; the process ends when everything has stopped. */
  public Lifecycle stopOnSignal() {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::stop));
    return this;
  }

  @Override
  public void close() {
    stop();
  }

  private synchronized boolean begins() {
    boolean first = !stopping;
    stopping = true;
    return first;
  }

  private synchronized Step next() {
    return steps.poll();
  }

  private List<String> waitForFirst() {
    try {
      stopped.await();
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  /** @return whether it stopped in order */
  private static boolean run(Step step) {
    var task = new FutureTask<Void>(() -> {
      step.stopper().stop();
      return null;
    });
    Thread worker = Thread.ofPlatform().daemon().name("stop-" + step.name()).start(task);
    try {
      task.get(step.within().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      LOG.warn("{} did not stop within {}", step.name(), step.within());
      worker.interrupt();
    } catch (ExecutionException failure) {
      LOG.warn("{} failed to stop", step.name(), failure.getCause());
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
