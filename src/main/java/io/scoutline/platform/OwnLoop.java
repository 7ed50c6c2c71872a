package io.scoutline.platform;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop that nothing else runs on. A server's loops are shared out among its connections by turns, also those
 * to the database: behind somebody who works off a backlog on one of them, every such connection falls silent.
 *
 * <p>Whoever asks for something on this loop and is promised the answer on the caller's context (a statement that does
 * not wait, work on a virtual thread) gets it on another one: hand it back with {@link Context#runOnContext}.
 */
public final class OwnLoop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OwnLoop.class);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context context = vertx.getOrCreateContext();
  private final Timers timers = new Timers(vertx);

  /** Where work is handed over with {@link Context#runOnContext}; taken in order. */
  public Context context() {
    return context;
  }

  /** Does this again and again on the loop, the first time after one interval; any thread. */
  public void every(Duration interval, Runnable work) {
    context.runOnContext(_ -> timers.every(interval, work));
  }

  /** Nothing begins by itself any more; what is handed over is still done. Any thread. */
  public void stopTimers() {
    timers.close();
  }

  /** Ends the loop, once it is free; what is handed over afterwards is refused with an exception. */
  @Override
  public void close() {
    stopTimers();
    vertx.close().timeout(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS).toCompletionStage().toCompletableFuture()
        .handle((_, busy) -> {
          if (busy != null) {
            LOG.warn("an event loop was left to end with the process: {}", busy.getMessage());
          }
          return null;
        }).join();
  }
}
