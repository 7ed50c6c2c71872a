package io.scoutline.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.platform.database.DatabaseAway;
import io.scoutline.platform.net.TrustedProxies;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The frame that every endpoint stands in: P16.1, P16.2, and bad input. */
class ApiTest {

  enum Kind { FIRST_KIND, OTHER }

  record Part(int size) {}

  record Thing(String name, Kind kind, Instant at, List<Part> parts) {}

  record Shown(long id, Instant at, Duration talkMs, Kind kind, CallId call, PersonId person, Optional<String> none) {}

  private static final Instant AT = Instant.parse("2026-11-21T09:42:11.120Z");
  private static final UUID SOME = UUID.fromString("01970000-0000-7000-8000-000000000001");

  @TempDir static Path folder;
  private static Vertx vertx;
  private static HttpServer server;
  private static Api api;
  private static final HttpClient client = HttpClient.newHttpClient();
  private static final AtomicInteger handled = new AtomicInteger();
  private static final CountDownLatch together = new CountDownLatch(3);

  @BeforeAll
  static void serve() throws Exception {
    vertx = Vertx.vertx();
    Contract contract = wait(Contract.load(vertx, "platform/contract.yaml"));
    api = new Api(vertx, contract, ApiTest::session, new TrustedProxies(Set.of()), () -> SOME,
        new SimpleMeterRegistry(), ApiLimits.USUAL);
    api.operation("enter", Access.anyone(), request -> Reply.nothing().withSession("head", Duration.ofHours(1)))
        .operation("leave", Access.signedIn(), request -> Reply.nothing().endingSession())
        .operation("listThings", Access.signedIn(), ApiTest::list)
        .operation("getThing", Access.roles(Role.HEAD, Role.ADMIN), ApiTest::get)
        .operation("putThing", Access.roles(Role.HEAD), request -> {
          handled.incrementAndGet();
          return Reply.ok(request.body(Thing.class));
        })
        .operation("getSound", Access.signedIn(), request -> Reply.file("audio/wav", folder.resolve(
            request.pathText("id"))))
        .operation("putSound", Access.signedIn(), request -> Reply.ok(Map.of("bytes",
            request.saveBody(folder.resolve("up-" + request.pathText("id")), 1_000_000))));
    server = wait(vertx.createHttpServer().requestHandler(api.router()).listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void stop() throws Exception {
    wait(vertx.close());
  }

  private static Optional<SignedIn> session(String token) {
    return switch (token) {
      case "head" -> Optional.of(new SignedIn("1", actor(1, Role.HEAD), "csrf-of-head"));
      case "scout" -> Optional.of(new SignedIn("2", actor(2, Role.SCOUT), "csrf-of-scout"));
      case "away" -> throw new DatabaseAway("gone", "", null);
      default -> Optional.empty();
    };
  }

  private static Actor actor(long person, Role role) {
    return new Actor(new PersonId(person), Set.of(role), 0, Set.of());
  }

  private static Reply list(Request request) throws Exception {
    switch (request.queryText("q").orElse("")) {
      case "bug" -> throw new IllegalStateException("a secret of the server");
      case "away" -> throw new DatabaseAway("gone", "", null);
      case "together" -> {
        together.countDown();
        assertTrue(together.await(20, TimeUnit.SECONDS), "requests wait for each other");
      }
      default -> { }
    }
    assertFalse(Context.isOnEventLoopThread());
    assertTrue(Thread.currentThread().isVirtual());
    return Reply.ok(List.of(request.queryNumber("limit").orElse(0L), request.queryFlag("open").orElse(false),
        request.queryText("q").orElse("")));
  }

  private static Reply get(Request request) {
    if (request.pathNumber("id") == 9) {
      throw Problem.notFound("thing");
    }
    return Reply.ok(new Shown(request.pathNumber("id"), AT, Duration.ofSeconds(2), Kind.FIRST_KIND, new CallId(SOME),
        request.actor().person(), Optional.empty())).withETag("v1");
  }

  @Test
  void records_are_written_as_the_contract_says() throws Exception {
    var answer = send(as("head", "/api/things/5").GET());
    assertEquals(200, answer.statusCode());
    assertEquals(new JsonObject().put("id", 5).put("at", "2026-11-21T09:42:11.120Z").put("talkMs", 2000)
        .put("kind", "first_kind").put("call", SOME.toString()).put("person", 1).putNull("none"), json(answer));
    assertEquals(304, send(as("head", "/api/things/5").header("If-None-Match", "\"v1\"").GET()).statusCode());
  }

  @Test
  void a_text_parameter_is_never_taken_for_anything_else() throws Exception {
    for (String text : List.of("8 (495) 700-10-20", "+74957001020", "10-20", "007", "true", "null", "\\", "\"", "{}",
        "%_", "3.50", "a\"b\\c", "Жук «Ё»")) {
      var answer = send(as("head", "/api/things?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)).GET());
      assertEquals(200, answer.statusCode(), text + ": " + answer.body());
      assertEquals(text, new JsonArray(answer.body()).getString(2));
    }
  }

  @Test
  void parameters_are_read_by_their_types() throws Exception {
    var answer = send(as("scout", "/api/things?limit=7&open=true&q=%D0%96%D1%83%D0%BA").GET());
    assertEquals(new JsonArray().add(7).add(true).add("Жук"), new JsonArray(answer.body()));
    assertProblem(400, "invalid", send(as("scout", "/api/things?limit=11").GET()));
    assertEquals("limit", fault(send(as("scout", "/api/things?limit=many").GET())).getString("field"));
    assertProblem(400, "invalid", send(as("head", "/api/things/five").GET()));
  }

  @Test
  void role_comes_before_everything_else() throws Exception {
    assertProblem(401, "signed_out", send(request("/api/things/5").GET()));
    assertProblem(401, "signed_out", send(as("nobody", "/api/things/5").GET()));
    assertProblem(403, "role", send(as("scout", "/api/things/5").GET()));
    assertProblem(403, "role", send(as("scout", "/api/things/5").PUT(BodyPublishers.ofString("{not json"))));
    assertProblem(503, "database_away", send(as("away", "/api/things/5").GET()));
  }

  @Test
  void what_changes_needs_the_token_of_the_page() throws Exception {
    String thing = "{\"name\":\"a\",\"kind\":\"other\"}";
    int before = handled.get();
    assertProblem(403, "csrf", send(as("head", "/api/things/5").header("Content-Type", "application/json")
        .PUT(BodyPublishers.ofString(thing))));
    assertProblem(403, "csrf", send(as("head", "/api/things/5").header("Content-Type", "application/json")
        .header("X-CSRF-Token", "csrf-of-scout").PUT(BodyPublishers.ofString(thing))));
    assertProblem(403, "other_origin", send(change("head", "/api/things/5")
        .header("Origin", "https://evil.example").PUT(BodyPublishers.ofString(thing))));
    assertProblem(403, "other_origin", send(request("/api/session").header("Origin", "https://evil.example")
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString(thing))));
    assertEquals(before, handled.get());
    assertEquals(200, send(change("head", "/api/things/5").PUT(BodyPublishers.ofString(thing))).statusCode());
  }

  @Test
  void each_wrong_field_is_named() throws Exception {
    var answer = send(change("head", "/api/things/5").PUT(BodyPublishers.ofString(
        "{\"name\":\"\",\"kind\":\"third\",\"extra\":1,\"parts\":[{\"size\":1},{\"size\":\"big\"},{}]}")));
    assertProblem(400, "invalid", answer);
    var faults = json(answer).getJsonArray("faults").stream().map(JsonObject.class::cast)
        .collect(java.util.stream.Collectors.toMap(f -> f.getString("field"), f -> f.getString("code")));
    assertEquals(Map.of("name", "min_length", "kind", "enum", "extra", "unknown_field", "parts.1.size", "type",
        "parts.2.size", "required"), faults, answer.body());
    assertEquals("kind", fault(send(change("head", "/api/things/5").PUT(BodyPublishers.ofString(
        "{\"name\":\"a\"}")))).getString("field"));
  }

  @Test
  void bodies_that_are_no_json_or_too_large_are_refused() throws Exception {
    assertProblem(400, "malformed", send(change("head", "/api/things/5").PUT(BodyPublishers.ofString("{\"name\":"))));
    assertProblem(400, "invalid", send(change("head", "/api/things/5").PUT(BodyPublishers.ofString("[]"))));
    assertProblem(400, "invalid", send(change("head", "/api/things/5").PUT(BodyPublishers.noBody())));
    assertProblem(415, "unsupported_type", send(as("head", "/api/things/5").header("X-CSRF-Token", "csrf-of-head")
        .header("Content-Type", "text/plain").PUT(BodyPublishers.ofString("x"))));
    String large = "{\"name\":\"" + "x".repeat(300_000) + "\"}";
    assertProblem(413, "too_large", send(change("head", "/api/things/5").PUT(BodyPublishers.ofString(large))));
    assertProblem(413, "too_large", send(change("head", "/api/things/5").PUT(BodyPublishers.ofInputStream(
        () -> new java.io.ByteArrayInputStream(large.getBytes())))));
    assertProblem(400, "malformed", send(change("head", "/api/things/5").PUT(BodyPublishers.ofString(
        "[".repeat(50_000)))));
    assertProblem(400, "malformed", send(change("head", "/api/things/5").PUT(BodyPublishers.ofString(
        "{\"name\":\"a\",\"name\":\"b\",\"kind\":\"other\"}"))));
  }

  @Test
  void what_nobody_expected_shows_an_id_and_no_secret() throws Exception {
    var answer = send(as("scout", "/api/things?q=bug").GET());
    assertProblem(500, "internal", answer);
    assertEquals("urn:uuid:" + SOME, json(answer).getString("instance"));
    assertFalse(answer.body().contains("secret"));
    assertProblem(503, "database_away", send(as("scout", "/api/things?q=away").GET()));
    assertProblem(404, "not_found", send(as("head", "/api/things/9").GET()));
    assertProblem(404, "not_found", send(as("head", "/api/nothing").GET()));
    assertProblem(405, "wrong_method", send(as("head", "/api/things").DELETE()));
  }

  @Test
  void requests_do_not_wait_for_each_other() throws Exception {
    var all = java.util.stream.IntStream.range(0, 3)
        .mapToObj(i -> client.sendAsync(as("scout", "/api/things?q=together").GET().build(), BodyHandlers.ofString()))
        .toList();
    for (var one : all) {
      assertEquals(200, one.get(30, TimeUnit.SECONDS).statusCode());
    }
  }

  @Test
  void the_session_cookie_is_out_of_reach_of_scripts_and_other_sites() throws Exception {
    var in = send(request("/api/session").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"name\":\"a\",\"kind\":\"other\"}")));
    assertEquals(204, in.statusCode());
    String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(cookie.startsWith("scoutline=head;") && cookie.contains("HTTPOnly")
        && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"), cookie);
    String gone = send(change("head", "/api/session").DELETE()).headers().firstValue("Set-Cookie").orElseThrow();
    assertTrue(gone.startsWith("scoutline=;") && gone.contains("Max-Age=0"), gone);
    assertTrue(SessionCookie.begin("x", Duration.ofHours(1), true).encode().startsWith("__Host-scoutline=x;"));
  }

  @Test
  void a_file_is_sent_by_ranges() throws Exception {
    Files.writeString(folder.resolve("ten"), "0123456789");
    var whole = send(as("scout", "/api/things/ten/sound").GET());
    assertEquals("0123456789", whole.body());
    assertEquals("bytes", whole.headers().firstValue("Accept-Ranges").orElseThrow());
    var middle = send(as("scout", "/api/things/ten/sound").header("Range", "bytes=2-4").GET());
    assertEquals(206, middle.statusCode());
    assertEquals("234", middle.body());
    assertEquals("bytes 2-4/10", middle.headers().firstValue("Content-Range").orElseThrow());
    assertEquals("89", send(as("scout", "/api/things/ten/sound").header("Range", "bytes=-2").GET()).body());
    assertEquals("789", send(as("scout", "/api/things/ten/sound").header("Range", "bytes=7-").GET()).body());
    assertEquals("9", send(as("scout", "/api/things/ten/sound").header("Range", "bytes=9-99").GET()).body());
    var beyond = send(as("scout", "/api/things/ten/sound").header("Range", "bytes=10-").GET());
    assertEquals(416, beyond.statusCode());
    assertEquals("bytes */10", beyond.headers().firstValue("Content-Range").orElseThrow());
    assertEquals(200, send(as("scout", "/api/things/ten/sound").header("Range", "bytes=2-4")
        .header("If-Range", "\"older\"").GET()).statusCode());
    assertProblem(404, "not_found", send(as("scout", "/api/things/none/sound").GET()));
    Files.writeString(folder.resolve("empty"), "");
    assertEquals("", send(as("scout", "/api/things/empty/sound").GET()).body());
  }

  @Test
  void a_body_that_is_not_json_goes_to_the_disk_within_its_limit() throws Exception {
    byte[] sound = new byte[900_000];
    new java.util.Random(1).nextBytes(sound);
    var saved = send(change("scout", "/api/things/a/sound").POST(BodyPublishers.ofByteArray(sound)));
    assertEquals(new JsonObject().put("bytes", 900_000), json(saved));
    org.junit.jupiter.api.Assertions.assertArrayEquals(sound, Files.readAllBytes(folder.resolve("up-a")));
    assertProblem(413, "too_large", send(change("scout", "/api/things/b/sound").POST(BodyPublishers.ofInputStream(
        () -> new java.io.ByteArrayInputStream(new byte[1_200_000])))));
    assertFalse(Files.exists(folder.resolve("up-b")));
  }

  @Test
  void an_operation_without_handler_or_contract_is_noticed_at_start() throws Exception {
    Contract contract = wait(Contract.load(vertx, "platform/contract.yaml"));
    var unfinished = new Api(vertx, contract, token -> Optional.empty(), new TrustedProxies(Set.of()), () -> SOME,
        new SimpleMeterRegistry(), ApiLimits.USUAL);
    assertThrows(IllegalArgumentException.class,
        () -> unfinished.operation("none", Access.anyone(), request -> Reply.nothing()));
    unfinished.operation("enter", Access.anyone(), request -> Reply.nothing());
    assertThrows(IllegalArgumentException.class,
        () -> unfinished.operation("enter", Access.anyone(), request -> Reply.nothing()));
    assertEquals(List.of("getSound", "getThing", "leave", "listThings", "putSound", "putThing"),
        unfinished.missing());
    assertThrows(IllegalStateException.class, unfinished::router);
    assertTrue(api.operations().contains(
        new Operation("putThing", "PUT", "/api/things/{id}", Access.roles(Role.HEAD))));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
        .timeout(Duration.ofSeconds(30)).version(HttpClient.Version.HTTP_1_1);
  }

  private static HttpRequest.Builder as(String token, String path) {
    return request(path).header("Cookie", "scoutline=" + token);
  }

  private static HttpRequest.Builder change(String token, String path) {
    return as(token, path).header("X-CSRF-Token", "csrf-of-" + token).header("Content-Type", "application/json");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  private static JsonObject fault(HttpResponse<String> answer) {
    return json(answer).getJsonArray("faults").getJsonObject(0);
  }

  private static void assertProblem(int status, String code, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(code, json(answer).getString("code"), answer.body());
    assertFalse(answer.body().contains("Exception") || answer.body().contains("\tat "), answer.body());
  }

  private static <T> T wait(io.vertx.core.Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
