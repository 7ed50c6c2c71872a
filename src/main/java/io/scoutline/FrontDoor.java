package io.scoutline;

import static io.scoutline.Blocking.await;

import io.scoutline.config.ServerConfig.Http;
import io.scoutline.config.ServerConfig.Limits;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.ApiLimits;
import io.scoutline.platform.api.Authenticator;
import io.scoutline.platform.api.Contract;
import io.scoutline.platform.api.PersonLimits;
import io.scoutline.platform.live.Live;
import io.scoutline.platform.net.TrustedProxies;
import io.scoutline.platform.web.WebServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;

/** Where browsers come in: pages, API and live channel on one port. Nobody is let in before {@link #open}. */
final class FrontDoor implements AutoCloseable {

  private static final Duration HEADERS_WITHIN = Duration.ofSeconds(15);
  private static final Duration BODY_WITHIN = Duration.ofSeconds(15);

  final Live live;
  final Api api;
  private final Ground ground;
  private final TrustedProxies proxies;
  private WebServer web;

  /** Begins to read the contract, which takes as long as the database does: it is to be begun before that. */
  static Future<Contract> contract(Vertx vertx) {
    return Contract.load(vertx, "openapi.yaml");
  }

  /** Waits for the contract to be read. */
  FrontDoor(Ground ground, Future<Contract> contract, Authenticator authenticator) {
    this.ground = ground;
    proxies = new TrustedProxies(ground.config().http().trustedProxies());
    ApiLimits limits = limits(ground.config().http().limits());
    var people = new PersonLimits(limits.requestsPerPerson(), ground.clock(), ground.meters());
    live = new Live(ground.vertx(), authenticator, proxies, ground.clock(), ground.ids(), ground.meters(), limits,
        people);
    api = new Api(ground.vertx(), await(contract), authenticator, proxies, ground.ids(), ground.meters(), limits,
        people);
  }

  private static ApiLimits limits(Limits limits) {
    return new ApiLimits(limits.strangersPerAddress(), limits.requestsPerPerson(), BODY_WITHIN,
        limits.uploadWithin());
  }

  /** Listens; every operation of the contract must have its handler by now. Waits. */
  void open() {
    Http http = ground.config().http();
    var settings = new WebServer.Settings(http.host(), http.port(),
        http.tls().map(tls -> new WebServer.Tls(tls.certificate(), tls.key())), Set.of(), 1, HEADERS_WITHIN,
        http.limits().connectionsPerAddress(), "web");
    web = await(WebServer.start(ground.vertx(), settings, api, live, proxies, ground.random()));
  }

  int port() {
    return web.port();
  }

  @Override
  public void close() {
    if (web != null) {
      await(web.close());
    }
    live.close();
  }
}
