package io.scoutline;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A person at a browser without the browser: signs in, calls the API, follows the live channel. */
public final class Guest implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String origin;
  private final HttpClient http;
  private final List<JsonObject> heard = new ArrayList<>();
  private String csrf = "";
  private WebSocket socket;

  public Guest(int port) {
    this(port, HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
  }

  private Guest(int port, HttpClient http) {
    this.http = http;
    origin = "http://127.0.0.1:" + port;
  }

  /** The same browser, with its cookies, at another port of the host. */
  Guest at(int port) {
    return new Guest(port, http);
  }

  public Guest signIn(String login, String password) {
    HttpResponse<String> answer = send("POST", "/api/session",
        new JsonObject().put("login", login).put("password", password));
    if (answer.statusCode() != 200) {
      throw new AssertionError("sign-in of " + login + ": " + answer.statusCode() + " " + answer.body());
    }
    csrf = new JsonObject(answer.body()).getString("csrf");
    return this;
  }

  public JsonObject get(String path) {
    HttpResponse<String> answer = send("GET", path, null);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body());
  }

  int status(String method, String path, JsonObject body) {
    return send(method, path, body).statusCode();
  }

  HttpResponse<String> send(String method, String path, JsonObject body) {
    var request = HttpRequest.newBuilder(URI.create(origin + path)).timeout(PATIENCE)
        .header("X-CSRF-Token", csrf);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    request.method(method, body == null ? HttpRequest.BodyPublishers.noBody()
        : HttpRequest.BodyPublishers.ofString(body.encode()));
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stopped);
    }
  }

  /** Follows a topic of the live channel from its snapshot on. */
  Guest follow(String topic) {
    try {
      if (socket == null) {
        String cookie = String.join("; ", http.cookieHandler().orElseThrow()
            .get(URI.create(origin), java.util.Map.of()).get("Cookie"));
        socket = http.newWebSocketBuilder().header("Origin", origin).header("Cookie", cookie)
            .buildAsync(URI.create(origin.replace("http", "ws") + "/api/live"), new Ear())
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      socket.sendText(new JsonObject().put("op", "sub").put("topic", topic).putNull("since").encode(), true)
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
    await(topic, "snapshot", _ -> true);
    return this;
  }

  /** The card of this call, in the snapshot or in a message after it. */
  JsonObject card(String call) {
    return await("desk", "snapshot", _ -> true).getJsonArray("cards").stream().map(JsonObject.class::cast)
        .filter(card -> card.getString("callId").equals(call)).findFirst()
        .orElseGet(() -> await("desk", "card", card -> card.getString("callId").equals(call)));
  }

  /** Types into a call's card for the first time, as soon as the server knows the call's row. */
  void types(String call, String text) {
    var draft = new JsonObject().put("text", text).put("version", 0);
    Await.until(() -> status("PUT", "/api/calls/" + call + "/draft", draft) == 200, "the draft was not kept");
  }

  /** The first message of this kind that satisfies the wish, heard already or within half a minute. */
  JsonObject await(String topic, String type, Predicate<JsonObject> wish) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    synchronized (heard) {
      while (true) {
        Optional<JsonObject> found = heard.stream().filter(message -> topic.equals(message.getString("topic"))
            && type.equals(message.getString("type")) && wish.test(message.getJsonObject("data"))).findFirst();
        if (found.isPresent()) {
          return found.get().getJsonObject("data");
        }
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("never heard " + topic + "/" + type + "; heard " + heard);
        }
        try {
          heard.wait(left);
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          throw new AssertionError(stopped);
        }
      }
    }
  }

  /** What was heard of this kind so far, in order. */
  List<JsonObject> heard(String topic, String type) {
    synchronized (heard) {
      return heard.stream().filter(message -> topic.equals(message.getString("topic"))
          && type.equals(message.getString("type"))).map(message -> message.getJsonObject("data")).toList();
    }
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        synchronized (heard) {
          heard.add(new JsonObject(text.toString()));
          heard.notifyAll();
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
    http.close();
  }
}
