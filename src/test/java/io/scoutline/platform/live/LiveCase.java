package io.scoutline.platform.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.Role;
import io.scoutline.platform.TestServer;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.net.TrustedProxies;
import io.scoutline.platform.web.WebServer;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server whose live channel has topics, and tabs that follow them. */
abstract class LiveCase {

  TestServer server;
  /** Held on to: a client that is forgotten closes its sockets. */
  WebSocketClient client;
  final AtomicInteger state = new AtomicInteger();
  final AtomicReference<Promise<Integer>> heldSnapshot = new AtomicReference<>();

  @BeforeEach
  void start() throws Exception {
    var settings = new WebServer.Settings(
        "127.0.0.1", 0, Optional.empty(), Set.of(), 2, Duration.ofSeconds(5), 2_000, "platform/web");
    server = new TestServer(settings, new TrustedProxies(Set.of()), api -> { });
    client = server.vertx.createWebSocketClient(new WebSocketClientOptions()
        .setMaxConnections(100).setMaxFrameSize(1 << 20).setMaxMessageSize(1 << 20));
    server.live
        .topic("desk", Access.signedIn(), actor -> actor.person().toString(), stream -> {
          Promise<Integer> held = heldSnapshot.get();
          return held == null ? Future.succeededFuture(Map.of("state", state.get())) : held.future();
        })
        .topic("board", Access.roles(Role.HEAD), actor -> "all", stream -> Future.succeededFuture(List.of()))
        .topic("broken", Access.signedIn(), actor -> "all", stream -> Future.failedFuture("no"))
        .topic("picky", Access.signedIn(), actor -> {
          throw Problem.conflict("no_team", "You are in no team.");
        }, stream -> Future.succeededFuture());
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  void publish(int... numbers) {
    for (int number : numbers) {
      state.set(number);
      server.live.publish("desk", "1", "card", Map.of("n", number));
    }
  }

  int status(String session, String origin) {
    var failure = assertThrows(ExecutionException.class, () -> TestServer.wait(connect(session, origin)));
    return ((UpgradeRejectedException) failure.getCause()).getStatus();
  }

  Future<WebSocket> connect(String session, String origin) {
    var options = new WebSocketConnectOptions().setHost("127.0.0.1").setPort(server.web.port()).setURI("/api/live")
        .addHeader("Cookie", "scoutline=" + session);
    options.setAllowOriginHeader(origin != null);
    if (origin != null) {
      options.addHeader("Origin", origin);
    }
    return client.connect(options);
  }

  final class Tab {

    final WebSocket socket;
    private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
    private final Promise<Short> closed = Promise.promise();

    Tab(String session) throws Exception {
      socket = TestServer.wait(connect(session, server.url("")).onSuccess(open -> {
        open.textMessageHandler(text -> messages.add(new JsonObject(text)));
        open.exceptionHandler(broken -> { });
        open.closeHandler(done -> closed.complete(open.closeStatusCode()));
      }));
    }

    void subscribe(String topic, JsonObject since) {
      socket.writeTextMessage(new JsonObject().put("op", "sub").put("topic", topic).put("since", since).encode());
    }

    Tab following(String topic) throws Exception {
      subscribe(topic, null);
      assertEquals("snapshot", next().getString("type"));
      return this;
    }

    String refusal(String topic) throws Exception {
      subscribe(topic, null);
      var refused = next();
      assertEquals("refused", refused.getString("type"));
      assertEquals(topic, refused.getString("topic"));
      return refused.getString("code");
    }

    JsonObject next() throws Exception {
      JsonObject message = nextOfAnyKind(20);
      return message.getString("type").equals("beat") ? next() : message;
    }

    JsonObject nextOfAnyKind(int seconds) throws Exception {
      JsonObject message = messages.poll(seconds, TimeUnit.SECONDS);
      assertTrue(message != null, "nothing came");
      return message;
    }

    /** What has come when a later request of the same tab is answered. */
    JsonObject nothing() throws Exception {
      subscribe("picky", null);
      var answer = next();
      return "refused".equals(answer.getString("type")) ? null : answer;
    }

    short closeCode() throws Exception {
      return closed.future().toCompletionStage().toCompletableFuture().get(80, TimeUnit.SECONDS);
    }

    void close() throws Exception {
      TestServer.wait(socket.close());
    }
  }
}
