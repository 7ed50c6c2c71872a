package io.scoutline.platform.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scoutline.Await;
import io.scoutline.platform.TestServer;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseAddress;
import io.scoutline.platform.watch.Health.Degraded;
import io.scoutline.platform.watch.Health.Down;
import io.scoutline.platform.watch.Health.Up;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operator's machines ask: P17.3, P17.6. */
class HealthTest {

  private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Health health = new Health();
  private final HttpClient client = HttpClient.newHttpClient();
  private Vertx vertx;
  private Management management;

  @BeforeEach
  void start() throws Exception {
    vertx = Observed.vertx(meters);
    management = TestServer.wait(Management.start(vertx, "127.0.0.1", 0, health, meters));
  }

  @AfterEach
  void stop() throws Exception {
    TestServer.wait(management.close());
    TestServer.wait(vertx.close());
  }

  @Test
  void a_server_that_starts_or_stops_lives_and_is_not_ready() throws Exception {
    assertEquals(200, get("/health/live").statusCode());
    assertEquals(503, get("/health/ready").statusCode());
    health.started();
    assertEquals(200, get("/health/ready").statusCode());
    health.stopping();
    assertEquals(503, get("/health/ready").statusCode());
    assertEquals(200, get("/health/live").statusCode());
  }

  @Test
  void a_pbx_that_is_away_degrades_and_does_not_stop_the_server() throws Exception {
    health.started();
    health.check("pbx:main", () -> new Degraded("away since 10:42")).check("database", Up::new);
    var answer = get("/health/ready");
    assertEquals(200, answer.statusCode());
    var report = new JsonObject(answer.body());
    assertEquals("degraded", report.getString("status"));
    assertEquals("away since 10:42",
        report.getJsonObject("checks").getJsonObject("pbx:main").getString("reason"));
    assertEquals("up", report.getJsonObject("checks").getJsonObject("database").getString("status"));
  }

  @Test
  void one_part_that_is_down_makes_the_server_unready_and_a_failing_check_hides_no_other() throws Exception {
    health.started();
    health.check("a", () -> {
      throw new IllegalStateException("bug");
    });
    assertEquals("degraded", health.report().status());
    health.check("b", () -> new Down("full disk"));
    assertEquals(503, get("/health/ready").statusCode());
    assertTrue(get("/health/ready").body().contains("full disk"));
  }

  @Test
  void a_database_that_goes_away_is_noticed_and_so_is_its_return() throws Exception {
    var nowhere = new DatabaseAddress("127.0.0.1", 1, "x", "x", "x");
    try (Database away = Database.open(vertx, nowhere, "test", 2, Duration.ofSeconds(1), new SimpleMeterRegistry());
        var watch = new DatabaseWatch(vertx, List.of(away), Clock.systemUTC(), Duration.ofMillis(20))) {
      assertTrue(watch.condition() instanceof Up);
      Await.until(() -> watch.condition() instanceof Degraded, "its absence was not noticed");
    }
  }

  @Test
  void metrics_are_of_the_program_and_the_machine() throws Exception {
    meters.counter("scoutline.example").increment();
    String text = get("/metrics").body();
    for (String name : new String[] {"scoutline_example_total 1.0", "jvm_memory_used_bytes", "jvm_threads_live",
        "process_uptime_seconds", "vertx_http_server_active_requests"}) {
      assertTrue(text.contains(name), name);
    }
    assertFalse(text.contains("/metrics"));
  }

  @Test
  void nothing_else_is_there_and_no_foreign_name_gets_in() throws Exception {
    assertEquals(404, get("/").statusCode());
    assertEquals(404, get("/api/session").statusCode());
    assertEquals(405, client.send(request("/health/ready").POST(BodyPublishers.noBody()).build(),
        BodyHandlers.ofString()).statusCode());
    try (Socket socket = new Socket("127.0.0.1", management.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(
          "GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".getBytes());
      assertTrue(new String(socket.getInputStream().readAllBytes()).startsWith("HTTP/1.1 421"));
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management.port() + path))
        .timeout(Duration.ofSeconds(20)).version(HttpClient.Version.HTTP_1_1);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).GET().build(), BodyHandlers.ofString());
  }
}
