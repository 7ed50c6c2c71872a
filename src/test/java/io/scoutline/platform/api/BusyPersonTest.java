package io.scoutline.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.Await;
import io.scoutline.kernel.Role;
import io.scoutline.people.TickingClock;
import io.scoutline.platform.net.TrustedProxies;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P16.2: whoever is signed in and asks without end is told to wait, over the wire. */
class BusyPersonTest {

  private static final int A_SECOND = 10;
  private static final int AT_ONCE = 10 * A_SECOND;
  private static final int UNDER_WAY = 50;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final TickingClock clock = new TickingClock(Instant.parse("2026-11-23T07:00:00Z"));
  private final CountDownLatch slowOnesMayEnd = new CountDownLatch(1);
  private final AtomicInteger slow = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    var meters = new SimpleMeterRegistry();
    Contract contract = ApiCase.wait(Contract.load(vertx, "platform/contract.yaml"));
    Map<String, SignedIn> sessions = Map.of(
        "desk", new SignedIn("1", ApiCase.actor(1, Role.SCOUT), "csrf"),
        "phone", new SignedIn("2", ApiCase.actor(1, Role.SCOUT), "csrf"),
        "colleague", new SignedIn("3", ApiCase.actor(2, Role.SCOUT), "csrf"));
    var api = new Api(vertx, contract, token -> Optional.ofNullable(sessions.get(token)),
        new TrustedProxies(Set.of()), UUID::randomUUID, meters, ApiLimits.USUAL,
        new PersonLimits(A_SECOND, clock, meters));
    api.operation("listThings", Access.signedIn(), request -> {
      if (request.queryText("q").isPresent()) {
        slow.incrementAndGet();
        slowOnesMayEnd.await();
      }
      return Reply.ok(Set.of());
    }).operation("getThing", Access.roles(Role.HEAD), request -> Reply.nothing())
        .operation("enter", Access.anyone(), request -> Reply.nothing());
    api.missing().forEach(other -> api.operation(other, Access.signedIn(), request -> Reply.nothing()));
    server = ApiCase.wait(vertx.createHttpServer().requestHandler(api.router()).listen(0, "127.0.0.1"));
  }

  @AfterEach
  void stop() throws Exception {
    slowOnesMayEnd.countDown();
    ApiCase.wait(vertx.close());
  }

  @Test
  void a_loop_is_told_when_to_come_again_and_is_served_then() throws Exception {
    for (int i = 0; i < AT_ONCE; i++) {
      assertEquals(200, get("desk", "/api/things").statusCode());
    }

    ApiCase.assertProblem(429, "asks_too_much", get("desk", "/api/things"));
    assertEquals("1", get("desk", "/api/things").headers().firstValue("Retry-After").orElseThrow());
    ApiCase.assertProblem(429, "asks_too_much", get("phone", "/api/things"));
    assertEquals(200, get("colleague", "/api/things").statusCode(), "the colleague does not pay for it");
    assertEquals(401, get("nobody", "/api/things").statusCode());
    clock.pass(Duration.ofSeconds(1));
    assertEquals(200, get("desk", "/api/things").statusCode());
  }

  @Test
  void refusals_are_counted_like_answers_and_nothing_is_done_beyond() throws Exception {
    for (int i = 0; i < AT_ONCE; i++) {
      assertEquals(403, get("desk", "/api/things/1").statusCode());
    }

    ApiCase.assertProblem(429, "asks_too_much", get("desk", "/api/things/1"));
    var signIn = HttpRequest.newBuilder(uri("/api/session")).header("Cookie", "scoutline=desk")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(new JsonObject().put("name", "a").put("kind", "other").encode()));
    ApiCase.assertProblem(429, "asks_too_much", client.send(signIn.build(), BodyHandlers.ofString()));
  }

  @Test
  void one_person_never_holds_more_than_a_part_of_the_server() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
    for (int i = 0; i < UNDER_WAY; i++) {
      held.add(client.sendAsync(request("desk", "/api/things?q=slow"), BodyHandlers.ofString()));
    }
    Await.until(() -> slow.get() == UNDER_WAY, "they never were all under way");

    ApiCase.assertProblem(429, "asks_too_much", get("phone", "/api/things"));
    assertEquals(200, get("colleague", "/api/things").statusCode());
    slowOnesMayEnd.countDown();
    for (var one : held) {
      assertEquals(200, one.get(30, TimeUnit.SECONDS).statusCode());
    }
    assertEquals(200, get("phone", "/api/things").statusCode(), "the places came back");
  }

  private HttpResponse<String> get(String token, String path) throws Exception {
    return client.send(request(token, path), BodyHandlers.ofString());
  }

  private HttpRequest request(String token, String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30)).version(HttpClient.Version.HTTP_1_1)
        .header("Cookie", "scoutline=" + token).build();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }
}
