package io.scoutline.platform.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Closes connections that do not get to the end of a request's headers: a client that sends a byte now and then holds
 * a connection no longer than one that sends nothing. For one event loop.
 */
final class ConnectionDeadlines {

  private final Vertx vertx;
  private final Duration firstRequest;
  private final Duration nextRequest;
  private final Map<HttpConnection, Long> timers = new HashMap<>();

  ConnectionDeadlines(Vertx vertx, Duration firstRequest, Duration nextRequest) {
    this.vertx = vertx;
    this.firstRequest = firstRequest;
    this.nextRequest = nextRequest;
  }

  void opened(HttpConnection connection) {
    arm(connection, firstRequest);
    connection.closeHandler(closed -> disarm(connection));
  }

  void arrived(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    disarm(connection);
    request.response().endHandler(answered -> arm(connection, nextRequest));
  }

  /** It becomes a WebSocket, where nothing is due but what the live channel itself asks for. */
  void upgrading(HttpServerRequest request) {
    disarm(request.connection());
  }

  private void arm(HttpConnection connection, Duration within) {
    disarm(connection);
    timers.put(connection, vertx.setTimer(within.toMillis(), late -> {
      timers.remove(connection);
      connection.close();
    }));
  }

  private void disarm(HttpConnection connection) {
    Long timer = timers.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
