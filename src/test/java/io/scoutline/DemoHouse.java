package io.scoutline;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.config.ConfigReader;
import io.scoutline.demo.Demo;
import io.scoutline.demo.DemoSignIn;
import io.scoutline.kernel.Role;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** The demo as {@code mvn} starts it, in a folder and a database of its own. */
final class DemoHouse implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final Demo demo;
  final App app;

  DemoHouse(TestDatabase postgres, Path folder, Clock clock) {
    demo = new Demo(folder, FreePort.find(), clock);
    var address = postgres.address();
    app = new App(vertx, ConfigReader.read(demo.config(0, 0).put("database", new JsonObject()
        .put("host", address.host()).put("port", address.port()).put("name", address.name())
        .put("user", address.user()).put("password", address.password()))),
        Optional.of(demo), clock, new SecureRandom(), new SimpleMeterRegistry());
    try {
      app.start();
    } catch (RuntimeException refused) {
      close();
      throw refused;
    }
  }

  DemoSignIn signIn(Role role) {
    return demo.signIns().stream().filter(one -> one.role() == role).findFirst().orElseThrow();
  }

  Guest guest(Role role) {
    return new Guest(app.port()).signIn(signIn(role).login(), signIn(role).password());
  }

  @Override
  public void close() {
    app.close();
    demo.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
