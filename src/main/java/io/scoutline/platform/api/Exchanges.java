package io.scoutline.platform.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.scoutline.kernel.Ids;
import io.scoutline.platform.VirtualThreads;
import io.scoutline.platform.net.Peer;
import io.scoutline.platform.net.TrustedProxies;
import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Wire;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.ValidatedRequest;
import io.vertx.openapi.validation.ValidatorException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries one request of the API from its arrival to its answer. */
final class Exchanges {

  private static final int AT_ONCE = 1_000;
  /** Of the operations that anyone may call: strangers crowd out nobody who is signed in (P16.2). */
  private static final int OF_STRANGERS = 200;
  /** Whose session has yet to be looked up: an invented cookie crowds out nobody either. */
  private static final int OF_UNKNOWN = 200;
  private static final long BODY_LIMIT = 256 * 1024;
  private static final String BODY_LIMIT_KEY = "x-body-limit";
  /** On the operations that somebody needs to choose their own password, and to go. */
  private static final String BEFORE_OWN_PASSWORD_KEY = "x-before-own-password";

  private final Vertx vertx;
  private final OpenAPIContract contract;
  private final RequestValidator validator;
  private final Authenticator authenticator;
  private final TrustedProxies proxies;
  private final VirtualThreads threads;
  private final Faults faults;
  private final MeterRegistry meters;
  private final ApiLimits limits;
  private final PersonLimits people;
  private final Crowd strangers;
  private final Crowd unknown;
  private final AtomicInteger underWay = new AtomicInteger();

  Exchanges(
      Vertx vertx, OpenAPIContract contract, Authenticator authenticator, TrustedProxies proxies, Ids ids,
      MeterRegistry meters, ApiLimits limits, PersonLimits people) {
    this.vertx = vertx;
    this.limits = limits;
    this.people = people;
    this.strangers = new Crowd(OF_STRANGERS, limits.strangersPerAddress());
    this.unknown = new Crowd(OF_UNKNOWN, limits.strangersPerAddress());
    this.contract = contract;
    this.validator = RequestValidator.create(vertx, contract);
    this.authenticator = authenticator;
    this.proxies = proxies;
    this.threads = new VirtualThreads(vertx);
    this.faults = new Faults(ids);
    this.meters = meters;
    meters.gauge("scoutline.api.under_way", underWay);
  }

  /** On the event loop: pauses the request and goes on on a virtual thread. */
  void serve(RoutingContext routing, Operation operation, Operation.Handler handler) {
    HttpServerRequest http = routing.request();
    http.pause();
    var answer = new Answer(http, proxies.peerOf(http));
    Crowd.Place place;
    try {
      place = admit(http, answer.peer(), operation);
    } catch (Problem full) {
      answer.refuse(full, null);
      return;
    }
    Timer.Sample sample = Timer.start();
    var body = new RequestBody(vertx, vertx.getOrCreateContext(), http, limits);
    threads.call(() -> handle(http, answer.peer(), operation, handler, body, place)).onComplete(done -> {
      place.leave();
      underWay.decrementAndGet();
      int status = done.succeeded()
          ? answer.send(done.result())
          : faults.refuse(answer, done.cause(), operation.id());
      sample.stop(meters.timer("scoutline.api.requests", "operation", operation.id(),
          "status", Integer.toString(status)));
    });
  }

  private Crowd.Place admit(HttpServerRequest http, Peer peer, Operation operation) {
    Crowd.Place place = placeFor(http, peer, operation);
    if (underWay.incrementAndGet() > AT_ONCE) {
      underWay.decrementAndGet();
      place.leave();
      throw Crowd.busy();
    }
    return place;
  }

  /** Without a cookie there is nothing to look up and the refusal holds nobody up. */
  private Crowd.Place placeFor(HttpServerRequest http, Peer peer, Operation operation) {
    if (isForStrangers(operation)) {
      return strangers.enter(peer.address());
    }
    return SessionCookie.read(http, peer).filter(token -> !authenticator.knows(token)).isPresent()
        ? unknown.enter(peer.address()) : Crowd.Place.free();
  }

  private static boolean isForStrangers(Operation operation) {
    return operation.access() instanceof Access.Anyone || operation.access() instanceof Access.Bearer;
  }

  void refuse(RoutingContext routing, Problem problem) {
    new Answer(routing.request(), proxies.peerOf(routing.request())).refuse(problem, null);
  }

  /** On a virtual thread. */
  private Reply handle(
      HttpServerRequest http, Peer peer, Operation operation, Operation.Handler handler, RequestBody body,
      Crowd.Place place) throws Exception {
    if (operation.access() instanceof Access.Bearer machines) {
      requireToken(http, machines, place);
      return handled(http, peer, operation, handler, body, Optional.empty());
    }
    Optional<SignedIn> signedIn = person(http, peer, operation, place);
    Crowd.Place own = signedIn.map(one -> people.enter(one.actor().person())).orElseGet(Crowd.Place::free);
    try {
      operation.access().require(signedIn.map(SignedIn::actor));
      requireOwnPassword(operation, signedIn);
      if (operation.changes()) {
        requireOurPage(http, peer, operation, signedIn);
      }
      return handled(http, peer, operation, handler, body, signedIn);
    } finally {
      own.leave();
    }
  }

  /** What a stranger may do is nobody's to refuse. */
  private void requireOwnPassword(Operation operation, Optional<SignedIn> signedIn) {
    boolean open = operation.access() instanceof Access.Anyone
        || contract.operation(operation.id()).getOpenAPIModel().getBoolean(BEFORE_OWN_PASSWORD_KEY, false);
    if (!open) {
      signedIn.ifPresent(SignedIn::withOwnPassword);
    }
  }

  private Reply handled(
      HttpServerRequest http, Peer peer, Operation operation, Operation.Handler handler, RequestBody body,
      Optional<SignedIn> signedIn) throws Exception {
    var described = contract.operation(operation.id());
    Buffer json = null;
    if (described.getRequestBody() != null) {
      requireJson(http);
      json = Wire.wellFormed(body.read(limitOf(described)).await());
    }
    return handler.handle(new Request(http, peer, signedIn, valid(http, operation, json), body, json));
  }

  /** Without cookies there is nothing that another site's page could borrow. */
  private static void requireToken(HttpServerRequest http, Access.Bearer machines, Crowd.Place place) {
    machines.requireToken(BearerToken.read(http));
    place.leave();
  }

  private Optional<SignedIn> person(HttpServerRequest http, Peer peer, Operation operation, Crowd.Place place) {
    Optional<SignedIn> signedIn = SessionCookie.read(http, peer).flatMap(authenticator::authenticate);
    if (!isForStrangers(operation)) {
      place.leave();
    }
    return signedIn;
  }

  private ValidatedRequest valid(HttpServerRequest http, Operation operation, Buffer json) {
    try {
      var parts = RequestParts.of(http, contract.operation(operation.id()), json);
      return validator.validate(parts, operation.id()).await();
    } catch (ValidatorException broken) {
      throw ContractFaults.problem(broken);
    }
  }

  private static long limitOf(io.vertx.openapi.contract.Operation described) {
    return described.getOpenAPIModel().getLong(BODY_LIMIT_KEY, BODY_LIMIT);
  }

  private static void requireJson(HttpServerRequest http) {
    String type = http.getHeader("Content-Type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw Problem.of(415, "unsupported_type", "The body must be application/json.");
    }
  }

  /** Another site's page can send the cookie but knows neither our origin nor the token (P16.2). */
  private static void requireOurPage(
      HttpServerRequest http, Peer peer, Operation operation, Optional<SignedIn> signedIn) {
    String origin = http.getHeader("Origin");
    if (origin != null && !origin.equalsIgnoreCase(peer.origin())) {
      throw Problem.forbidden("other_origin", "The request comes from a page of another site.");
    }
    if (operation.access() instanceof Access.Anyone) {
      return;
    }
    String token = http.getHeader("X-CSRF-Token");
    if (token == null || !same(token, signedIn.orElseThrow(Problem::signedOut).csrfToken())) {
      throw Problem.forbidden("csrf", "The page is out of date. Reload it and try again.");
    }
  }

  private static boolean same(String left, String right) {
    return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
