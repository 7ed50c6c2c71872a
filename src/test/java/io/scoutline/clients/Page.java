package io.scoutline.clients;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A page of somebody who is signed in. */
public record Page(URI server, String login, String csrf) {

  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  /** What came back; a body that is no JSON object is an empty one. */
  public record Answer(int status, String text) {

    public JsonObject json() {
      return text.startsWith("{") ? new JsonObject(text) : new JsonObject();
    }

    public String code() {
      return json().getString("code", "");
    }

    public JsonObject first(String list) {
      return json().getJsonArray(list).getJsonObject(0);
    }

    public List<String> each(String list, String field) {
      return json().getJsonArray(list).stream().map(item -> String.valueOf(((JsonObject) item).getValue(field)))
          .toList();
    }

    /** {@code field:code} of each fault. */
    public List<String> faults() {
      return json().getJsonArray("faults", new JsonArray()).stream().map(JsonObject.class::cast)
          .map(fault -> fault.getString("field") + ":" + fault.getString("code")).toList();
    }
  }

  public Answer get(String path) {
    return send("GET", path, "application/json", BodyPublishers.noBody());
  }

  public Answer delete(String path) {
    return send("DELETE", path, "application/json", BodyPublishers.noBody());
  }

  public Answer post(String path, JsonObject body) {
    return send("POST", path, "application/json", BodyPublishers.ofString(body.encode()));
  }

  public Answer patch(String path, JsonObject body) {
    return send("PATCH", path, "application/json", BodyPublishers.ofString(body.encode()));
  }

  public Answer upload(String path, byte[] file) {
    return send("POST", path, "text/csv", BodyPublishers.ofByteArray(file));
  }

  public Answer send(String method, String path, String type, BodyPublisher body) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/api" + path)).timeout(Duration.ofSeconds(120))
        .header("Cookie", "scoutline=" + login).header("X-CSRF-Token", csrf).header("Content-Type", type)
        .method(method, body).build();
    try {
      HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    } catch (IOException lost) {
      throw new AssertionError(request.uri() + " was not answered", lost);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
