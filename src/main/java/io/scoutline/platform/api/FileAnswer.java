package io.scoutline.platform.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.file.Path;

/** Sends a file or one range of it (RFC 9110, 14) from the disk; to HEAD only what it would send whole. */
final class FileAnswer {

  private final HttpServerRequest request;
  private final HttpServerResponse response;

  FileAnswer(HttpServerRequest request, HttpServerResponse response) {
    this.request = request;
    this.response = response;
  }

  /** @return the status that was sent */
  int send(Reply.Content.OnDisk content) {
    response.putHeader("Accept-Ranges", "bytes").putHeader("ETag", content.tag())
        .putHeader("Content-Type", content.type());
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Length", Long.toString(content.size())).end();
      return 200;
    }
    return switch (wanted(content)) {
      case ByteRange.Whole() -> part(200, content.file(), 0, content.size());
      case ByteRange.Part part -> {
        response.putHeader("Content-Range", "bytes " + part.from() + "-" + part.to() + "/" + content.size());
        yield part(206, content.file(), part.from(), part.length());
      }
      case ByteRange.Unsatisfiable() -> {
        response.setStatusCode(416).putHeader("Content-Range", "bytes */" + content.size()).end();
        yield 416;
      }
    };
  }

  private ByteRange wanted(Reply.Content.OnDisk content) {
    return ByteRange.of(request.getHeader("Range"), request.getHeader("If-Range"), content.tag(), content.size());
  }

  /**
   * A file that is gone by now, or a browser that is (players seek by hanging up): no fault of the server's, but the
   * connection cannot be used for anything else.
   */
  private int part(int status, Path file, long offset, long length) {
    response.setStatusCode(status);
    if (length == 0) {
      response.putHeader("Content-Length", "0").end();
    } else {
      response.sendFile(file.toString(), offset, length).onFailure(lost -> request.connection().close());
    }
    return status;
  }
}
