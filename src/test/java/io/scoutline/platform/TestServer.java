package io.scoutline.platform;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.ApiLimits;
import io.scoutline.platform.api.Authenticator;
import io.scoutline.platform.api.Contract;
import io.scoutline.platform.api.PersonLimits;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.SignedIn;
import io.scoutline.platform.live.Live;
import io.scoutline.platform.net.TrustedProxies;
import io.scoutline.platform.web.WebServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** A web server over the test contract, with sessions that a test can end. */
public final class TestServer implements AutoCloseable {

  public final Vertx vertx = Vertx.vertx();
  public final Map<String, SignedIn> sessions = new ConcurrentHashMap<>();
  public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  public final Live live;
  final Api api;
  public final WebServer web;

  public TestServer(WebServer.Settings settings, TrustedProxies proxies, Consumer<Api> operations) throws Exception {
    this(settings, proxies, operations, sessions -> token -> Optional.ofNullable(sessions.get(token)));
  }

  /** @param knowing how the sessions of this server are looked up */
  public TestServer(WebServer.Settings settings, TrustedProxies proxies, Consumer<Api> operations,
      Function<Map<String, SignedIn>, Authenticator> knowing) throws Exception {
    sessions.put("head", new SignedIn("1", actor(1, Role.HEAD), "csrf-of-head"));
    sessions.put("scout", new SignedIn("2", actor(2, Role.SCOUT), "csrf-of-scout"));
    Authenticator authenticator = knowing.apply(sessions);
    var people = new PersonLimits(ApiLimits.USUAL.requestsPerPerson(), Clock.systemUTC(), meters);
    live = new Live(vertx, authenticator, proxies, Clock.systemUTC(), UUID::randomUUID, meters, ApiLimits.USUAL,
        people);
    Contract contract = wait(Contract.load(vertx, "platform/contract.yaml"));
    api = new Api(vertx, contract, authenticator, proxies, UUID::randomUUID, meters, ApiLimits.USUAL, people);
    operations.accept(api);
    api.missing().forEach(id -> api.operation(id, Access.signedIn(), request -> Reply.ok(request.peer())));
    web = wait(WebServer.start(vertx, settings, api, live, proxies, new java.security.SecureRandom()));
  }

  public static Actor actor(long person, Role role) {
    return new Actor(new PersonId(person), Set.of(role), 0, Set.of());
  }

  public static <T> T wait(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  public String url(String path) {
    return "http://127.0.0.1:" + web.port() + path;
  }

  @Override
  public void close() throws Exception {
    wait(web.close());
    wait(vertx.close());
  }
}
