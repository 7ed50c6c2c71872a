package io.scoutline.platform;

import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.Callable;

/**
 * Runs work that waits, each piece on a virtual-thread context of its own: tasks of one such context run strictly one
 * after another, so sharing it would make strangers wait for each other. Callable on any thread.
 */
public final class VirtualThreads {

  private final VertxInternal vertx;

  public VirtualThreads(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
  }

  /** The future completes on the caller's context, with what the work returned or threw. */
  public <T> Future<T> call(Callable<T> work) {
    var callers = vertx.getOrCreateContext().<T>promise();
    vertx.createContext(ThreadingModel.VIRTUAL_THREAD).runOnContext(start -> {
      try {
        callers.complete(work.call());
      } catch (Throwable thrown) {
        callers.fail(thrown);
      }
    });
    return callers.future();
  }
}
