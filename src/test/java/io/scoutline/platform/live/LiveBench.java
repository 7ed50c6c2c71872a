package io.scoutline.platform.live;

import io.scoutline.Await;
import io.scoutline.platform.TestServer;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.SignedIn;
import io.scoutline.platform.net.TrustedProxies;
import io.scoutline.platform.web.WebServer;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.junit.jupiter.api.Test;

/** Publishing to received, 50 calls a second over 200 people. Prints a table; asserts nothing. */
class LiveBench {

  private static final int PEOPLE = 200;
  private static final int CALLS_A_SECOND = 50;
  private static final int MESSAGES_A_CALL = 6;
  private static final int SECONDS = 20;

  @Test
  void publish_to_received() throws Exception {
    var settings = new WebServer.Settings(
        "127.0.0.1", 0, Optional.empty(), Set.of(), 2, Duration.ofSeconds(5), "platform/web");
    try (var server = new TestServer(settings, new TrustedProxies(Set.of()), api -> { })) {
      server.live.topic("desk", Access.signedIn(), actor -> actor.person().toString(),
          stream -> Future.succeededFuture(Map.of()));
      var latency = new ConcurrentHistogram(3);
      var ready = new CountDownLatch(PEOPLE);
      var client = server.vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(PEOPLE));
      for (int person = 1; person <= PEOPLE; person++) {
        server.sessions.put("p" + person, new SignedIn("s" + person,
            TestServer.actor(person, io.scoutline.kernel.Role.SCOUT), "x"));
        client.connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(server.web.port())
            .setURI("/api/live").addHeader("Cookie", "scoutline=p" + person)
            .addHeader("Origin", server.url(""))).onSuccess(socket -> {
              socket.textMessageHandler(text -> {
                Long at = new JsonObject(text).getJsonObject("data", new JsonObject()).getLong("at");
                if (at != null) {
                  latency.recordValue(System.nanoTime() - at);
                } else {
                  ready.countDown();
                }
              });
              socket.writeTextMessage("{\"op\":\"sub\",\"topic\":\"desk\"}");
            });
      }
      ready.await();
      String card = "x".repeat(1_500);
      long start = System.nanoTime();
      int total = SECONDS * CALLS_A_SECOND * MESSAGES_A_CALL;
      for (int i = 0; i < total; i++) {
        LockSupport.parkNanos(start + i * 1_000_000_000L / (CALLS_A_SECOND * MESSAGES_A_CALL) - System.nanoTime());
        server.live.publish("desk", Integer.toString(i % PEOPLE + 1), "card",
            Map.of("at", System.nanoTime(), "text", card));
      }
      Await.until(() -> latency.getTotalCount() >= total, "messages were lost");
      System.out.printf("messages %d of %d  p50 %.3f ms  p95 %.3f  p99 %.3f  max %.3f%n", latency.getTotalCount(),
          total, latency.getValueAtPercentile(50) / 1e6, latency.getValueAtPercentile(95) / 1e6,
          latency.getValueAtPercentile(99) / 1e6, latency.getMaxValue() / 1e6);
    }
  }
}
