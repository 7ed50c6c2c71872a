package io.scoutline.platform.web;

import io.scoutline.platform.net.Places;
import io.scoutline.platform.net.TrustedProxies;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets one address open only so many connections, and closes those that do not get to the end of a request's headers: a
 * client that sends a byte now and then holds a connection no longer than one that sends nothing. A proxy's connections
 * are everybody's and not counted. For one event loop; the places are shared by all.
 */
final class Connections {

  private final Vertx vertx;
  private final TrustedProxies proxies;
  private final Places<String> places;
  private final Duration firstRequest;
  private final Duration nextRequest;
  private final Map<HttpConnection, Long> timers = new HashMap<>();
  private final Map<HttpConnection, String> counted = new HashMap<>();

  Connections(Vertx vertx, TrustedProxies proxies, Places<String> places, Duration firstRequest, Duration nextRequest) {
    this.vertx = vertx;
    this.proxies = proxies;
    this.places = places;
    this.firstRequest = firstRequest;
    this.nextRequest = nextRequest;
  }

  void opened(HttpConnection connection) {
    String address = connection.remoteAddress() == null ? "" : connection.remoteAddress().hostAddress();
    if (!proxies.trusts(address)) {
      if (!places.take(address)) {
        connection.close();
        return;
      }
      counted.put(connection, address);
    }
    arm(connection, firstRequest);
    connection.closeHandler(closed -> forget(connection));
  }

  void arrived(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    disarm(connection);
    request.response().endHandler(answered -> arm(connection, nextRequest));
  }

  /**
   * It has become a WebSocket of somebody who is signed in: nothing is due but what the live channel itself asks for,
   * which has a limit of its own for each person. From now on the connection does not tell its end.
   */
  void upgraded(HttpServerRequest request) {
    forget(request.connection());
  }

  private void forget(HttpConnection connection) {
    disarm(connection);
    String address = counted.remove(connection);
    if (address != null) {
      places.giveBack(address);
    }
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
