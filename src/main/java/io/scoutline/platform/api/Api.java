package io.scoutline.platform.api;

import io.scoutline.kernel.Ids;
import io.scoutline.platform.net.TrustedProxies;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The operations of the contract, each with who may call it and what it does. Features register at start; then
 * {@link #router()} checks that every operation has a handler.
 *
 * <p>For each request, in this order: who is asking, whether that person asks too much, whether the role may, whether
 * a password of their own is due, the CSRF token on everything that changes, the size of the body, the contract, the
 * handler. A refusal is a {@link Problem}; anything else that is thrown is logged under an id, and the id is all its
 * caller sees.
 */
public final class Api {

  private record Registered(Operation operation, Operation.Handler handler) {}

  private final Vertx vertx;
  private final Contract contract;
  private final Exchanges exchanges;
  private final Map<String, Registered> registered = new LinkedHashMap<>();

  public Api(
      Vertx vertx, Contract contract, Authenticator authenticator, TrustedProxies proxies, Ids ids,
      io.micrometer.core.instrument.MeterRegistry meters, ApiLimits limits, PersonLimits people) {
    this.vertx = vertx;
    this.contract = contract;
    this.exchanges = new Exchanges(vertx, contract.checked(), authenticator, proxies, ids, meters, limits,
        people);
  }

  /** @throws IllegalArgumentException when the contract has no such operation, or it has a handler already */
  public Api operation(String id, Access access, Operation.Handler handler) {
    var described = contract.checked().operation(id);
    if (described == null) {
      throw new IllegalArgumentException("the contract has no operation " + id);
    }
    var operation = new Operation(
        id, described.getHttpMethod().name(), described.getAbsoluteOpenAPIPath(), access);
    if (registered.putIfAbsent(id, new Registered(operation, handler)) != null) {
      throw new IllegalArgumentException("the operation " + id + " has a handler already");
    }
    return this;
  }

  /** Everything that is reachable below {@code /api}, for the test that tries each as every role. */
  public List<Operation> operations() {
    return registered.values().stream().map(Registered::operation).toList();
  }

  /** Operations of the contract that nobody handles yet. */
  public List<String> missing() {
    var missing = new TreeSet<String>();
    contract.checked().operations().forEach(operation -> missing.add(operation.getOperationId()));
    missing.removeAll(registered.keySet());
    return new ArrayList<>(missing);
  }

  /** @throws IllegalStateException when an operation of the contract has no handler */
  public Router router() {
    if (!missing().isEmpty()) {
      throw new IllegalStateException("operations without a handler: " + missing());
    }
    RouterBuilder builder = RouterBuilder.create(vertx, contract.checked());
    registered.forEach((id, one) -> builder.getRoute(id)
        .setDoValidation(false)
        .setDoSecurity(false)
        .addHandler(routing -> exchanges.serve(routing, one.operation(), one.handler())));
    Router operations = builder.createRouter();
    Router router = Router.router(vertx);
    String base = contract.checked().getServers().getFirst().getBasePath();
    router.route(base + "/*").subRouter(operations);
    router.route(base + "/*").handler(this::noSuchOperation);
    router.errorHandler(405, this::wrongMethod);
    operations.errorHandler(405, this::wrongMethod);
    return router;
  }

  private void noSuchOperation(RoutingContext routing) {
    exchanges.refuse(routing, Problem.notFound("operation"));
  }

  private void wrongMethod(RoutingContext routing) {
    exchanges.refuse(routing, Problem.of(405, "wrong_method", "This address does not take " + routing.request().method()
        + "."));
  }
}
