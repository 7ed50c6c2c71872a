package io.scoutline.people;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A page on the live channel. For one test's thread. */
public final class LiveTab implements WebSocket.Listener {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final long PATIENCE_S = 30;

  private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;

  private LiveTab() {}

  /** @throws AssertionError when the server does not let the browser in */
  public static LiveTab open(URI server, Browser browser) {
    var tab = new LiveTab();
    int refused = tab.connect(server, browser).orElse(0);
    if (refused != 0) {
      throw new AssertionError("refused with " + refused);
    }
    return tab;
  }

  /** The status with which the server refuses this browser; empty when it lets it in. */
  public static Optional<Integer> refusal(URI server, Browser browser) {
    var tab = new LiveTab();
    Optional<Integer> refused = tab.connect(server, browser);
    if (refused.isEmpty()) {
      tab.socket.abort();
    }
    return refused;
  }

  private Optional<Integer> connect(URI server, Browser browser) {
    try {
      socket = CLIENT.newWebSocketBuilder()
          .header("Origin", server.toString())
          .header("Cookie", "scoutline=" + browser.token())
          .buildAsync(URI.create(server.toString().replace("http:", "ws:") + "/api/live"), this)
          .join();
      return Optional.empty();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof WebSocketHandshakeException refused) {
        return Optional.of(refused.getResponse().statusCode());
      }
      throw failed;
    }
  }

  /** Follows a topic; its first answer, beats left out. */
  public JsonObject subscribe(String topic) {
    socket.sendText(new JsonObject().put("op", "sub").put("topic", topic).encode(), true).join();
    while (true) {
      JsonObject next = next();
      if (topic.equals(next.getString("topic"))) {
        return next;
      }
    }
  }

  public JsonObject next() {
    try {
      JsonObject next = messages.poll(PATIENCE_S, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came");
      }
      return next;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** Waits until the server closes; the close code. */
  public int closeCode() throws Exception {
    return closed.get(PATIENCE_S, TimeUnit.SECONDS);
  }

  public boolean isOpen() {
    return !closed.isDone();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      messages.add(new JsonObject(part.toString()));
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.completeExceptionally(failure);
  }
}
