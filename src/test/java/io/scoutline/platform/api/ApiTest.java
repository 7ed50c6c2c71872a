package io.scoutline.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.kernel.Role;
import io.scoutline.platform.net.TrustedProxies;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The frame that every endpoint stands in: P16.1, P16.2. */
class ApiTest extends ApiCase {

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
  void an_operation_without_handler_or_contract_is_noticed_at_start() throws Exception {
    Contract contract = wait(Contract.load(vertx, "platform/contract.yaml"));
    var unfinished = new Api(vertx, contract, token -> Optional.empty(), new TrustedProxies(Set.of()), () -> SOME,
        new SimpleMeterRegistry(), ApiLimits.USUAL, people());
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
}
