package io.scoutline.platform;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Serves the operations of one feature over a real socket; those of the others answer 501. */
public final class ApiServer implements AutoCloseable {

  private final HttpServer server;
  private final List<Operation> operations;

  private ApiServer(HttpServer server, List<Operation> operations) {
    this.server = server;
    this.operations = operations;
  }

  /** @param features registers the operations under test */
  public static ApiServer serve(Vertx vertx, Authenticator authenticator, Consumer<Api> features) {
    Contract contract = await(Contract.load(vertx, "openapi.yaml"));
    var api = new Api(vertx, contract, authenticator, new TrustedProxies(Set.of()), UUID::randomUUID,
        new SimpleMeterRegistry());
    features.accept(api);
    List<Operation> operations = api.operations();
    api.missing().forEach(other -> api.operation(other, Access.anyone(), request -> {
      throw Problem.of(501, "not_here", "This test does not serve it.");
    }));
    return new ApiServer(
        await(vertx.createHttpServer().requestHandler(api.router()).listen(0, "127.0.0.1")), operations);
  }

  /** Those that the features registered. */
  public List<Operation> operations() {
    return operations;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  @Override
  public void close() {
    await(server.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }
}
