package io.scoutline.platform.api;

import io.scoutline.platform.net.Peer;
import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** Writes the one answer to a request, on the request's event loop. A browser that has gone is no fault. */
public final class Answer {

  /** What is left of a refused body is read up to here, so that the connection can be used again. */
  private static final long SMALL_REST = 64 * 1024;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Peer peer;

  public Answer(HttpServerRequest request, Peer peer) {
    this.request = request;
    this.response = request.response();
    this.peer = peer;
  }

  Peer peer() {
    return peer;
  }

  /** @return the status that was sent */
  int send(Reply reply) {
    if (gone()) {
      return 499;
    }
    response.putHeader("Cache-Control", "no-store");
    reply.headers().forEach(response::putHeader);
    setCookie(reply.cookie());
    if (reply.browser() instanceof Reply.Cookie.Begin(String token, Duration lifetime)) {
      response.addCookie(BrowserCookie.keep(token, lifetime, peer.secure()));
    }
    if (isKnown(reply.headers().get("ETag"))) {
      return end(304, null, null);
    }
    if (reply.headers().containsKey("ETag")) {
      response.putHeader("Cache-Control", "private, no-cache");
    }
    return switch (reply.content()) {
      case Reply.Content.Nothing() -> end(reply.status(), null, null);
      case Reply.Content.Bytes(String type, Buffer bytes) -> end(reply.status(), type, bytes);
      case Reply.Content.OnDisk file -> new FileAnswer(request, response).send(file);
    };
  }

  /** @return the status that was sent */
  public int refuse(Problem problem, String instance) {
    if (gone()) {
      return 499;
    }
    response.putHeader("Cache-Control", "no-store");
    problem.headers().forEach(response::putHeader);
    return end(problem.status(), "application/problem+json", Wire.bytes(problem.body(instance)));
  }

  private boolean gone() {
    return response.closed() || response.ended();
  }

  private boolean isKnown(String tag) {
    String known = request.getHeader("If-None-Match");
    return tag != null && known != null && !known.isEmpty() && known.contains(tag);
  }

  private void setCookie(Reply.Cookie cookie) {
    switch (cookie) {
      case Reply.Cookie.Unchanged() -> { }
      case Reply.Cookie.Begin(String token, Duration lifetime) ->
          response.addCookie(SessionCookie.begin(token, lifetime, peer.secure()));
      case Reply.Cookie.End() -> response.addCookie(SessionCookie.end(peer.secure()));
    }
  }

  private int end(int status, String type, Buffer bytes) {
    response.setStatusCode(status);
    if (type != null) {
      response.putHeader("Content-Type", type);
    }
    boolean wholeBodyTaken = takeRest();
    if (!wholeBodyTaken) {
      response.putHeader("Connection", "close");
    }
    var sent = bytes == null ? response.end() : response.end(bytes);
    if (!wholeBodyTaken) {
      sent.onComplete(done -> request.connection().close());
    }
    return status;
  }

  /** @return false when too much of the body is left to wait for it */
  private boolean takeRest() {
    if (request.isEnded()) {
      return true;
    }
    String length = request.getHeader("Content-Length");
    boolean small = length == null
        ? request.getHeader("Transfer-Encoding") == null
        : length.length() < 7 && Long.parseLong(length) <= SMALL_REST;
    if (small) {
      request.handler(ignored -> { });
      request.resume();
    }
    return small;
  }
}
