package io.scoutline.platform.watch;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scoutline.platform.net.LoopbackNames;
import io.scoutline.platform.wire.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;

/**
 * Health and metrics on a port of their own, for the operator's machines: it asks nobody who they are and shows
 * nothing of any client. {@code /health/live}: the event loop answers. {@code /health/ready}: 200 when up or degraded,
 * 503 when down. {@code /metrics}: Prometheus.
 */
public final class Management {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final Health health;
  private final PrometheusMeterRegistry meters;
  private final boolean loopback;
  private HttpServer server;

  private Management(Vertx vertx, Health health, PrometheusMeterRegistry meters, boolean loopback) {
    this.vertx = vertx;
    this.health = health;
    this.meters = meters;
    this.loopback = loopback;
  }

  /** @param port 0 for any free one */
  public static Future<Management> start(
      Vertx vertx, String host, int port, Health health, PrometheusMeterRegistry meters) {
    var management = new Management(vertx, health, meters, LoopbackNames.contains(host));
    var options = new HttpServerOptions().setIdleTimeout(60).setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setMaxHeaderSize(8 * 1024).setHttp2ClearTextEnabled(false);
    return vertx.createHttpServer(options)
        .requestHandler(management::serve)
        .listen(port, host)
        .map(listening -> {
          management.server = listening;
          return management;
        });
  }

  public int port() {
    return server.actualPort();
  }

  public Future<Void> close() {
    return server.close();
  }

  private void serve(HttpServerRequest request) {
    HttpServerResponse response = request.response()
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
    if (loopback && !LoopbackNames.contains(request.authority() == null ? "" : request.authority().host())) {
      response.setStatusCode(421).end();
    } else if (!request.method().name().equals("GET")) {
      response.setStatusCode(405).putHeader("Allow", "GET").end();
    } else {
      switch (String.valueOf(request.path())) {
        case "/health/live" -> json(response, 200, new Health.Part("up", null));
        case "/health/ready" -> ready(response);
        case "/metrics" -> metrics(response);
        default -> response.setStatusCode(404).end();
      }
    }
  }

  private void ready(HttpServerResponse response) {
    Health.Report report = health.report();
    json(response, report.isReady() ? 200 : 503, report);
  }

  private static void json(HttpServerResponse response, int status, Object value) {
    response.setStatusCode(status).putHeader("Content-Type", "application/json").end(Wire.bytes(value));
  }

  private void metrics(HttpServerResponse response) {
    vertx.executeBlocking(() -> Buffer.buffer(meters.scrape()), false).onComplete(
        text -> response.putHeader("Content-Type", TEXT).end(text),
        failure -> response.setStatusCode(500).end());
  }
}
