package io.scoutline.platform.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scoutline.Await;
import io.scoutline.platform.TestServer;
import io.scoutline.platform.api.Authenticator;
import io.scoutline.platform.api.SignedIn;
import io.scoutline.platform.net.TrustedProxies;
import io.scoutline.platform.web.WebServer;
import io.vertx.core.Future;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P16.2: what somebody without a session may ask of the live channel. */
class LiveStrangersTest {

  private static final int PLACES_PER_ADDRESS = 20;

  private final CountDownLatch found = new CountDownLatch(1);
  private final AtomicInteger lookedUp = new AtomicInteger();
  private TestServer server;
  private WebSocketClient client;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(new WebServer.Settings("127.0.0.1", 0, Optional.empty(), Set.of(), 2,
        Duration.ofSeconds(60), 2_000, "platform/web"), new TrustedProxies(Set.of("127.0.0.1")), api -> { },
        this::slowly);
    client = server.vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(500));
  }

  @AfterEach
  void stop() throws Exception {
    found.countDown();
    server.close();
  }

  /** Knows the sessions there are, and is long about finding no other. */
  private Authenticator slowly(Map<String, SignedIn> sessions) {
    return new Authenticator() {
      @Override
      public Optional<SignedIn> authenticate(String token) {
        if (!sessions.containsKey(token)) {
          lookedUp.incrementAndGet();
          try {
            found.await();
          } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
          }
        }
        return Optional.ofNullable(sessions.get(token));
      }

      @Override
      public boolean knows(String token) {
        return sessions.containsKey(token);
      }
    };
  }

  @Test
  void an_invented_cookie_takes_the_place_of_nobody_who_is_signed_in() throws Exception {
    List<Future<WebSocket>> held = new ArrayList<>();
    for (int i = 0; i < PLACES_PER_ADDRESS; i++) {
      held.add(connect("invented", "203.0.113.1"));
    }
    Await.until(() -> lookedUp.get() == PLACES_PER_ADDRESS, "they were never looked up");

    assertEquals(429, status(connect("invented", "203.0.113.1")));
    TestServer.wait(connect("head", "203.0.113.1"));
    found.countDown();
    for (Future<WebSocket> one : held) {
      assertEquals(401, status(one));
    }
    assertEquals(401, status(connect("invented", "203.0.113.1")), "a place was given back");
  }

  private Future<WebSocket> connect(String session, String from) {
    return client.connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(server.web.port())
        .setURI("/api/live").setAllowOriginHeader(true).addHeader("Origin", server.url(""))
        .addHeader("X-Forwarded-For", from).addHeader("Cookie", "scoutline=" + session));
  }

  private static int status(Future<WebSocket> attempt) {
    var failure = assertThrows(ExecutionException.class, () -> TestServer.wait(attempt));
    return ((UpgradeRejectedException) failure.getCause()).getStatus();
  }
}
