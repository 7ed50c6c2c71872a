package io.scoutline.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;

/** The baseline: one file, whole or from a byte on, to whoever asks; on the same server library. */
final class PlainFiles implements AutoCloseable {

  private static final String RANGE = "bytes=";

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Path file;
  private final long size;

  PlainFiles(Path file, long size) {
    this.file = file;
    this.size = size;
    server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").toCompletionStage()
        .toCompletableFuture().join();
  }

  int port() {
    return server.actualPort();
  }

  private void answer(HttpServerRequest request) {
    String range = request.getHeader("Range");
    long from = range == null ? 0 : Long.parseLong(range.substring(RANGE.length(), range.length() - 1));
    if (range != null) {
      request.response().setStatusCode(206)
          .putHeader("Content-Range", "bytes " + from + "-" + (size - 1) + "/" + size);
    }
    request.response().sendFile(file.toString(), from, size - from);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
