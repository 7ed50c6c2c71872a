package io.scoutline.platform;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.ApiLimits;
import io.scoutline.platform.api.Authenticator;
import io.scoutline.platform.api.Contract;
import io.scoutline.platform.api.PersonLimits;
import io.scoutline.platform.api.Operation;
import io.scoutline.platform.live.Live;
import io.scoutline.platform.net.TrustedProxies;
import io.scoutline.platform.web.WebServer;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Serves the operations and topics of one feature over a real socket; operations of the others answer 501. */
public final class ApiServer implements AutoCloseable {

  private final Live live;
  private final WebServer web;
  private final List<Operation> operations;

  private ApiServer(Live live, WebServer web, List<Operation> operations) {
    this.live = live;
    this.web = web;
    this.operations = operations;
  }

  /** @param features registers the operations under test */
  public static ApiServer serve(Vertx vertx, Authenticator authenticator, Consumer<Api> features) {
    return serve(vertx, authenticator, (api, live) -> features.accept(api));
  }

  /** @param features registers the operations and topics under test */
  public static ApiServer serve(Vertx vertx, Authenticator authenticator, BiConsumer<Api, Live> features) {
    Contract contract = await(Contract.load(vertx, "openapi.yaml"));
    // so that a test can come from several networks
    var proxies = new TrustedProxies(Set.of("127.0.0.1"));
    var meters = new SimpleMeterRegistry();
    var people = new PersonLimits(ApiLimits.USUAL.requestsPerPerson(), Clock.systemUTC(), meters);
    var api = new Api(vertx, contract, authenticator, proxies, UUID::randomUUID, meters, ApiLimits.USUAL, people);
    var live = new Live(vertx, authenticator, proxies, Clock.systemUTC(), UUID::randomUUID, meters, ApiLimits.USUAL,
        people);
    features.accept(api, live);
    List<Operation> operations = api.operations();
    api.missing().forEach(other -> api.operation(other, Access.anyone(), request -> {
      throw Problem.of(501, "not_here", "This test does not serve it.");
    }));
    WebServer web = await(WebServer.start(
        vertx, WebServer.Settings.on("127.0.0.1", 0), api, live, proxies, new SecureRandom()));
    return new ApiServer(live, web, operations);
  }

  /** Those that the features registered. */
  public List<Operation> operations() {
    return operations;
  }

  public Live live() {
    return live;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + web.port());
  }

  @Override
  public void close() {
    await(web.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
