package io.scoutline.platform.api;

import io.scoutline.platform.OwnersOnly;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * The body of a request that was paused on arrival: nothing of it is read before its sender is known to be allowed,
 * never more than the limit, and for no longer than it may take as a whole, however it drips. Callable on any thread;
 * works on the request's event loop.
 */
final class RequestBody {

  private final Vertx vertx;
  private final Context loop;
  private final HttpServerRequest request;
  private final ApiLimits limits;

  RequestBody(Vertx vertx, Context loop, HttpServerRequest request, ApiLimits limits) {
    this.vertx = vertx;
    this.loop = loop;
    this.request = request;
    this.limits = limits;
  }

  /** Fails with {@link Problem} 413 over the limit, 408 when the body has not arrived within its time. */
  Future<Buffer> read(long limit) {
    Buffer whole = Buffer.buffer();
    return flow(limit, limits.bodyWithin(), bytes -> {
      whole.appendBuffer(bytes);
      return Future.succeededFuture();
    }).map(whole);
  }

  /** How many bytes were written. Fails as {@link #read} does, and then removes the file. */
  Future<Long> saveTo(Path path, long limit) {
    var fresh = new OpenOptions().setCreateNew(true).setWrite(true);
    if (OwnersOnly.isKnown()) {
      fresh.setPerms(OwnersOnly.FILE);
    }
    return vertx.fileSystem().open(path.toString(), fresh).compose(file ->
        flow(limit, limits.uploadWithin(), file::write)
            .compose(size -> file.close().map(size), failure -> file.close()
                .compose(closed -> vertx.fileSystem().delete(path.toString()))
                .transform(cleaned -> Future.failedFuture(failure))));
  }

  /** One piece after another: the next is read when the sink has taken the one before, and none once it has failed. */
  private Future<Long> flow(long limit, Duration within, Function<Buffer, Future<Void>> sink) {
    Promise<Long> done = Promise.promise();
    loop.runOnContext(start -> {
      if (declared() > limit) {
        done.fail(Problem.tooLarge(limit));
        return;
      }
      long deadline = vertx.setTimer(within.toMillis(), late -> {
        request.pause();
        done.tryFail(tooSlow());
      });
      done.future().onComplete(over -> vertx.cancelTimer(deadline));
      var size = new long[1];
      request.exceptionHandler(done::tryFail);
      request.endHandler(end -> done.tryComplete(size[0]));
      request.handler(bytes -> {
        request.pause();
        size[0] += bytes.length();
        if (size[0] > limit) {
          done.tryFail(Problem.tooLarge(limit));
        } else {
          sink.apply(bytes).onComplete(taken -> loop.runOnContext(next -> goOn(done)), done::tryFail);
        }
      });
      // Whoever waits to be asked for the body, so as not to send one that is refused, is asked now.
      if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
        request.response().writeContinue();
      }
      request.resume();
    });
    return done.future();
  }

  private void goOn(Promise<Long> done) {
    if (!done.future().isComplete()) {
      request.resume();
    }
  }

  private static Problem tooSlow() {
    return Problem.of(408, "too_slow", "The request did not arrive in time.").keeping("Nothing was changed.");
  }

  private long declared() {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException nonsense) {
      return Long.MAX_VALUE;
    }
  }
}
