package io.scoutline;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Start and stop run on a plain thread and wait for what Vert.x does meanwhile. */
final class Blocking {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** @throws RuntimeException what the future failed with, or that it took too long */
  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException(late);
    }
  }

  private Blocking() {}
}
