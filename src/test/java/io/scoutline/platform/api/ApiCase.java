package io.scoutline.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
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
import org.junit.jupiter.api.io.TempDir;

/** A server of the test contract, and requests to it. */
abstract class ApiCase {

  enum Kind { FIRST_KIND, OTHER }

  record Part(int size) {}

  record Thing(String name, Kind kind, Instant at, List<Part> parts) {}

  record Shown(long id, Instant at, Duration talkMs, Kind kind, CallId call, PersonId person, Optional<String> none) {}

  static final Instant AT = Instant.parse("2026-11-21T09:42:11.120Z");
  static final UUID SOME = UUID.fromString("01970000-0000-7000-8000-000000000001");

  @TempDir static Path folder;
  static Vertx vertx;
  static HttpServer server;
  static Api api;
  static final HttpClient client = HttpClient.newHttpClient();
  static final AtomicInteger handled = new AtomicInteger();
  static final CountDownLatch together = new CountDownLatch(3);

  @BeforeAll
  static void serve() throws Exception {
    vertx = Vertx.vertx();
    Contract contract = wait(Contract.load(vertx, "platform/contract.yaml"));
    api = new Api(vertx, contract, ApiTest::session, new TrustedProxies(Set.of()), () -> SOME,
        new SimpleMeterRegistry(), ApiLimits.USUAL, people());
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

  static PersonLimits people() {
    return new PersonLimits(ApiLimits.USUAL.requestsPerPerson(), Clock.systemUTC(), new SimpleMeterRegistry());
  }

  static Optional<SignedIn> session(String token) {
    return switch (token) {
      case "head" -> Optional.of(new SignedIn("1", actor(1, Role.HEAD), "csrf-of-head"));
      case "scout" -> Optional.of(new SignedIn("2", actor(2, Role.SCOUT), "csrf-of-scout"));
      case "away" -> throw new DatabaseAway("gone", "", null);
      default -> Optional.empty();
    };
  }

  static Actor actor(long person, Role role) {
    return new Actor(new PersonId(person), Set.of(role), 0, Set.of());
  }

  static Reply list(Request request) throws Exception {
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

  static Reply get(Request request) {
    if (request.pathNumber("id") == 9) {
      throw Problem.notFound("thing");
    }
    return Reply.ok(new Shown(request.pathNumber("id"), AT, Duration.ofSeconds(2), Kind.FIRST_KIND, new CallId(SOME),
        request.actor().person(), Optional.empty())).withETag("v1");
  }

  static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
        .timeout(Duration.ofSeconds(30)).version(HttpClient.Version.HTTP_1_1);
  }

  static HttpRequest.Builder as(String token, String path) {
    return request(path).header("Cookie", "scoutline=" + token);
  }

  static HttpRequest.Builder change(String token, String path) {
    return as(token, path).header("X-CSRF-Token", "csrf-of-" + token).header("Content-Type", "application/json");
  }

  static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  static JsonObject fault(HttpResponse<String> answer) {
    return json(answer).getJsonArray("faults").getJsonObject(0);
  }

  static void assertProblem(int status, String code, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(code, json(answer).getString("code"), answer.body());
    assertFalse(answer.body().contains("Exception") || answer.body().contains("\tat "), answer.body());
  }

  static <T> T wait(io.vertx.core.Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
