package io.scoutline;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits in tests until something is so: looks often, gives up late, and says what never came. */
public final class Await {

  /** Long enough for a machine that does much else at once; a test that passes never waits for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private Await() {}

  /** @param otherwise said when it never came true */
  public static void until(Callable<Boolean> condition, String otherwise) {
    until(condition, () -> otherwise);
  }

  public static void until(Callable<Boolean> condition, Supplier<String> otherwise) {
    until(condition, PATIENCE, otherwise);
  }

  /** @throws AssertionError when it is not so within {@code patience}, or looking fails */
  public static void until(Callable<Boolean> condition, Duration patience, Supplier<String> otherwise) {
    long end = System.nanoTime() + patience.toNanos();
    while (!holds(condition)) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        throw new AssertionError(otherwise.get());
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /** Lets time pass that is itself part of what is tried, such as somebody talking for a while. */
  public static void elapse(Duration time) throws InterruptedException {
    var over = CompletableFuture.runAsync(() -> { },
        CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS));
    try {
      over.get();
    } catch (ExecutionException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static boolean holds(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }
}
