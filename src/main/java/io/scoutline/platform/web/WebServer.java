package io.scoutline.platform.web;

import io.scoutline.platform.api.Answer;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.live.Live;
import io.scoutline.platform.net.LoopbackNames;
import io.scoutline.platform.net.Peer;
import io.scoutline.platform.net.Places;
import io.scoutline.platform.net.TrustedProxies;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The one port that browsers see: pages, API and live channel, on every event loop. */
public final class WebServer {

  /** PEM files. */
  public record Tls(Path certificate, Path key) {}

  /**
   * @param hosts names by which browsers may call us; empty: any, except that a server on the loopback address
   *     answers to loopback names only, so that no foreign name can be pointed at it
   * @param headersWithin from the opening of a connection to the end of its first request's headers
   * @param connectionsPerAddress at once, WebSockets aside; those of trusted proxies are not counted
   * @param webRoot classpath folder of the front end
   */
  public record Settings(
      String host, int port, Optional<Tls> tls, Set<String> hosts, int loops, Duration headersWithin,
      int connectionsPerAddress, String webRoot) {

    public static Settings on(String host, int port) {
      return new Settings(host, port, Optional.empty(), Set.of(), 1, Duration.ofSeconds(15), 2_000, "web");
    }
  }

  private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final String LIVE = "/api/live";
  private static final Duration KEPT_OPEN = Duration.ofSeconds(75);
  private static final Duration IDLE = Duration.ofSeconds(90);

  private final Vertx vertx;
  private final String deployment;
  private final int port;

  private WebServer(Vertx vertx, String deployment, int port) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.port = port;
  }

  /** Listens when everything is registered. Fails when an operation has no handler or the port is taken. */
  public static Future<WebServer> start(
      Vertx vertx, Settings settings, Api api, Live live, TrustedProxies proxies, RandomGenerator random) {
    var places = Places.ofAddresses(settings.connectionsPerAddress());
    var pages = new Pages(vertx, settings.webRoot(), random);
    var port = new AtomicInteger();
    // A negative port is one free port for all loops, where zero would be another for each. The number names it within
    // Vert.x: two servers that chose the same one would share the port and answer each other's requests.
    int anyPort = -1 - random.nextInt(Integer.MAX_VALUE - 1);
    return Future.succeededFuture()
        .map(check -> api.router())
        .compose(complete -> vertx.deployVerticle(
            () -> new Listener(settings, anyPort, api, live, pages, proxies, places, port),
            new DeploymentOptions().setInstances(settings.loops())))
        .map(deployment -> new WebServer(vertx, deployment, port.get()));
  }

  public int port() {
    return port;
  }

  /** Stops listening and closes what is open. */
  public Future<Void> close() {
    return vertx.undeploy(deployment);
  }

  private static final class Listener extends VerticleBase {

    private final Settings settings;
    private final int anyPort;
    private final Api api;
    private final Live live;
    private final Pages pages;
    private final TrustedProxies proxies;
    private final Places<String> places;
    private final AtomicInteger port;
    private Router operations;
    private Connections connections;
    private HttpServer server;

    Listener(Settings settings, int anyPort, Api api, Live live, Pages pages, TrustedProxies proxies,
        Places<String> places, AtomicInteger port) {
      this.settings = settings;
      this.anyPort = anyPort;
      this.api = api;
      this.live = live;
      this.pages = pages;
      this.proxies = proxies;
      this.places = places;
      this.port = port;
    }

    @Override
    public Future<?> start() {
      operations = api.router();
      connections = new Connections(vertx, proxies, places, settings.headersWithin(), KEPT_OPEN);
      server = vertx.createHttpServer(options(settings))
          .connectionHandler(connections::opened)
          .invalidRequestHandler(unreadable -> unreadable.connection().close())
          .requestHandler(this::serve);
      return server.listen(settings.port() == 0 ? anyPort : settings.port(), settings.host())
          .onSuccess(listening -> port.set(listening.actualPort()));
    }

    private void serve(HttpServerRequest request) {
      Peer peer = proxies.peerOf(request);
      SecurityHeaders.put(request.response(), peer);
      String path = request.path() == null ? "" : request.path();
      connections.arrived(request);
      if (!isOurName(peer.authority())) {
        new Answer(request, peer).refuse(
            Problem.of(421, "unknown_host", "This server is not known by that name."), null);
      } else if (path.equals(LIVE)) {
        live.accept(request).onSuccess(upgraded -> connections.upgraded(request));
      } else if (BAD_ESCAPE.matcher(path).find()) {
        // The router throws at it, and each would fill the log with a stack.
        new Answer(request, peer).refuse(
            Problem.badRequest("malformed", "The address holds a % that is no escape."), null);
      } else if (path.equals("/api") || path.startsWith("/api/")) {
        operations.handle(request);
      } else {
        pages.serve(request);
      }
    }

    private boolean isOurName(String authority) {
      String host = authority.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
      if (!settings.hosts().isEmpty()) {
        return settings.hosts().contains(host);
      }
      return !LoopbackNames.contains(settings.host()) || LoopbackNames.contains(host);
    }
  }

  private static HttpServerOptions options(Settings settings) {
    var options = new HttpServerOptions()
        .setMaxInitialLineLength(8 * 1024)
        .setMaxHeaderSize(16 * 1024)
        .setMaxChunkSize(16 * 1024)
        .setMaxWebSocketFrameSize(16 * 1024)
        .setMaxWebSocketMessageSize(16 * 1024)
        // What is unpacked has no limit of its own: 15 KB become 15 MB on the loop that serves everybody.
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setIdleTimeout((int) IDLE.toSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setTcpNoDelay(true)
        .setTcpKeepAlive(true)
        .setReuseAddress(true)
        .setHttp2ClearTextEnabled(false);
    settings.tls().ifPresent(tls -> options
        .setSsl(true)
        .setUseAlpn(false)
        .setKeyCertOptions(new PemKeyCertOptions()
            .addCertPath(tls.certificate().toString())
            .addKeyPath(tls.key().toString())));
    return options;
  }
}
