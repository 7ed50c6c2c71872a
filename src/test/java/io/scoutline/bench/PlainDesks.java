package io.scoutline.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Everybody's desk without a browser: signed in, following their stream on the live channel, and writing each call
 * up as soon as it is over, so that no card stays. All on one event loop.
 */
final class PlainDesks implements AutoCloseable {

  private static final long PATIENCE_S = 60;
  private static final int AT_ONCE = 8;
  /** Whoever is told that it did not work presses the button again. */
  private static final long AGAIN_MS = 1_000;

  /** What the desk of one person was told: of which call, whether its card came or went, and when. */
  record News(String callId, boolean closed, long at) {}

  private record Session(String cookie, String csrf) {}

  private final Vertx vertx = Vertx.vertx();
  private final HostClock clock;
  private final int port;
  private final HttpClient http;
  private final WebSocketClient sockets;
  private final Set<String> writtenUp = ConcurrentHashMap.newKeySet();
  private final AtomicLong refused = new AtomicLong();

  PlainDesks(HostClock clock, int port) {
    this.clock = clock;
    this.port = port;
    this.http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(8));
    this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(1_000));
  }

  /**
   * Signs these people in, a few at once, and follows their desks; waits until the snapshots are there.
   *
   * @param listener told of each card that comes or goes, and whose desk it is on
   */
  void open(List<String> logins, String password, BiConsumer<String, News> listener) {
    for (int from = 0; from < logins.size(); from += AT_ONCE) {
      wait(Future.all(logins.subList(from, Math.min(from + AT_ONCE, logins.size())).stream()
          .map(login -> signIn(login, password)
              .compose(session -> follow(session, news -> listener.accept(login, news)))).toList()));
    }
  }

  private Future<Session> signIn(String login, String password) {
    Buffer body = new JsonObject().put("login", login).put("password", password).toBuffer();
    return send("/api/session", new Session("", ""), body).compose(answer -> answer.statusCode() == 200
        ? answer.body().map(text -> new Session(answer.getHeader("Set-Cookie").split(";")[0],
            text.toJsonObject().getString("csrf")))
        : Future.failedFuture("sign-in of " + login + ": " + answer.statusCode()));
  }

  private Future<Void> follow(Session session, Consumer<News> listener) {
    var ready = Promise.<Void>promise();
    return sockets.connect(new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/api/live")
        .addHeader("Cookie", session.cookie()).addHeader("Origin", "http://127.0.0.1:" + port))
        .compose(socket -> {
          socket.textMessageHandler(text -> {
            if (text.contains("\"type\":\"snapshot\"")) {
              ready.tryComplete();
            } else {
              hear(text, session, listener);
            }
          });
          return socket.writeTextMessage("{\"op\":\"sub\",\"topic\":\"desk\",\"since\":null}");
        }).compose(_ -> ready.future());
  }

  /** Reads of a message no more than it must: these people only make the fan-out real. */
  private void hear(String text, Session session, Consumer<News> listener) {
    long now = clock.nanos();
    boolean closed = text.contains("\"type\":\"closed\"");
    if (!closed && !text.contains("\"type\":\"card\"")) {
      return;
    }
    String id = after(text, "\"callId\":\"");
    if (text.contains("\"phase\":\"wrap_up\"") && writtenUp.add(id)) {
      writeUp(id, session);
    }
    listener.accept(new News(id, closed, now));
  }

  private void writeUp(String id, Session session) {
    send("/api/calls/" + id + "/write-up", session, Buffer.buffer("{\"note\":\"Прислать расчёт\"}"))
        .map(HttpClientResponse::statusCode).otherwise(0).onSuccess(status -> {
          if (status != 204) {
            refused.incrementAndGet();
            vertx.setTimer(AGAIN_MS, _ -> writeUp(id, session));
          }
        });
  }

  private Future<HttpClientResponse> send(String path, Session session, Buffer body) {
    return http.request(new RequestOptions().setHost("127.0.0.1").setPort(port).setMethod(HttpMethod.POST)
        .setURI(path)).compose(request -> {
          request.putHeader("Content-Type", "application/json");
          if (!session.csrf().isEmpty()) {
            request.putHeader("Cookie", session.cookie()).putHeader("X-CSRF-Token", session.csrf());
          }
          return request.send(body);
        });
  }

  private static String after(String text, String key) {
    int from = text.indexOf(key) + key.length();
    return text.substring(from, text.indexOf('"', from));
  }

  /** How many times the server did not let a call be written up. */
  long refused() {
    return refused.get();
  }

  private static <T> T wait(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    wait(vertx.close());
  }
}
