package io.scoutline.people;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Talks to the API as a page does: keeps the cookie, sends the CSRF token. For one test's thread. */
public final class Browser {

  /** What came back; an empty body is an empty object. */
  public record Answer(int status, JsonObject json, HttpHeaders headers) {

    public String code() {
      return json.getString("code", "");
    }

    /** {@code field:code} of each fault, in their order. */
    public String faults() {
      var all = new StringBuilder();
      json.getJsonArray("faults", new JsonArray()).forEach(each -> {
        var fault = (JsonObject) each;
        all.append(all.isEmpty() ? "" : " ").append(fault.getString("field")).append(':')
            .append(fault.getString("code"));
      });
      return all.toString();
    }

    public JsonArray items() {
      return json.getJsonArray("items");
    }
  }

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).version(HttpClient.Version.HTTP_1_1).build();

  private final URI server;
  private String cookie = "";
  private String csrf = "";

  public Browser(URI server) {
    this.server = server;
  }

  public Answer signIn(String login, String password) {
    Answer answer = post("/session", new JsonObject().put("login", login).put("password", password));
    if (answer.status() == 200) {
      csrf = answer.json().getString("csrf");
    }
    return answer;
  }

  /** Signs in or fails the test. */
  public Browser as(String login, String password) {
    Answer answer = signIn(login, password);
    if (answer.status() != 200) {
      throw new AssertionError("sign-in of " + login + " failed: " + answer);
    }
    return this;
  }

  public Answer get(String path) {
    return send("GET", path, Optional.empty());
  }

  public Answer delete(String path) {
    return send("DELETE", path, Optional.empty());
  }

  public Answer post(String path, JsonObject body) {
    return send("POST", path, Optional.of(body));
  }

  public Answer put(String path, JsonObject body) {
    return send("PUT", path, Optional.of(body));
  }

  public Answer patch(String path, JsonObject body) {
    return send("PATCH", path, Optional.of(body));
  }

  public Answer send(String method, String path, Optional<JsonObject> body) {
    var request = HttpRequest.newBuilder(server.resolve("/api" + path)).timeout(Duration.ofSeconds(30));
    request.method(method, body.map(json -> BodyPublishers.ofString(json.encode())).orElse(BodyPublishers.noBody()));
    if (body.isPresent()) {
      request.header("Content-Type", "application/json");
    }
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    if (!csrf.isEmpty()) {
      request.header("X-CSRF-Token", csrf);
    }
    request.header("User-Agent", "Browser of a test");
    return answer(request.build());
  }

  private Answer answer(HttpRequest request) {
    try {
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
      response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
      JsonObject json = response.body().startsWith("{") ? new JsonObject(response.body()) : new JsonObject();
      return new Answer(response.statusCode(), json, response.headers());
    } catch (IOException lost) {
      throw new AssertionError(request.uri() + " was not answered", lost);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** Without the CSRF token, as a page of another site would send. */
  public Browser withoutCsrf() {
    return new Browser(server).withCookieOf(this);
  }

  /** Takes over the cookie of another browser. */
  public Browser withCookieOf(Browser other) {
    cookie = other.cookie;
    return this;
  }

  /** Sends this as its session's token, whatever it is. */
  public Browser withToken(String token) {
    cookie = "scoutline=" + token;
    return this;
  }

  public String token() {
    return cookie.substring(cookie.indexOf('=') + 1);
  }

  public String csrf() {
    return csrf;
  }
}
