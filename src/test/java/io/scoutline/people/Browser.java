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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

  private static final String SESSION = "scoutline";

  private final URI server;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private String csrf = "";
  private String address = "";

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
    if (!cookies.isEmpty()) {
      request.header("Cookie", cookies.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue())
          .collect(Collectors.joining("; ")));
    }
    if (!address.isEmpty()) {
      request.header("X-Forwarded-For", address);
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
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      JsonObject json = response.body().startsWith("{") ? new JsonObject(response.body()) : new JsonObject();
      return new Answer(response.statusCode(), json, response.headers());
    } catch (IOException lost) {
      throw new AssertionError(request.uri() + " was not answered", lost);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  private void keep(String set) {
    String[] cookie = set.split(";", 2)[0].split("=", 2);
    cookies.put(cookie[0], cookie[1]);
  }

  /** As if from this address, for a server that trusts the proxy it stands behind. */
  public Browser at(String network) {
    address = network;
    return this;
  }

  /** The same browser after its session was ended and forgotten: what is left is what it was known by. */
  public Browser signedOut() {
    cookies.remove(SESSION);
    csrf = "";
    return this;
  }

  /** Without the CSRF token, as a page of another site would send. */
  public Browser withoutCsrf() {
    return new Browser(server).withCookieOf(this);
  }

  /** Takes over the cookie of another browser. */
  public Browser withCookieOf(Browser other) {
    cookies.putAll(other.cookies);
    return this;
  }

  /** Sends this as its session's token, whatever it is. */
  public Browser withToken(String token) {
    cookies.put(SESSION, token);
    return this;
  }

  public String token() {
    return cookies.getOrDefault(SESSION, "");
  }

  public String csrf() {
    return csrf;
  }
}
