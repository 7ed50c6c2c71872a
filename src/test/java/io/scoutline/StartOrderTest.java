package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scoutline.config.ConfigReader;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.simulator.SimulatedPbx;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.people.Language;
import io.scoutline.people.NewCompany;
import io.scoutline.people.NewCompany.NewColleague;
import io.scoutline.people.NewCompany.NewPhone;
import io.scoutline.people.NewCompany.NewTeam;
import io.scoutline.people.signin.PasswordCost;
import io.scoutline.people.signin.Passwords;
import io.scoutline.platform.database.AwaitedDatabase;
import io.scoutline.platform.database.DatabaseAddress;
import io.scoutline.platform.database.EmbeddedDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P17.3: PBX, database and server start in any order, each without being told of the others. */
class StartOrderTest {

  private static final int DATABASE_PORT = FreePort.find();
  private static final int AMI_PORT = FreePort.find();
  private static final int AGI_PORT = FreePort.find();

  private enum Part { PBX, DATABASE, SERVER }

  @TempDir
  static Path folder;

  private static Vertx vertx;
  private static DatabaseAddress address;
  private SimulatedPbx pbx;
  private EmbeddedDatabase database;
  private Thread starting;
  private CompletableFuture<App> server;

  @BeforeAll
  static void make() {
    vertx = Vertx.vertx();
    try (EmbeddedDatabase first = postgres()) {
      address = first.address();
    }
  }

  @AfterAll
  static void shut() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @AfterEach
  void stop() {
    // The server before its database, or the stop waits for what cannot be written.
    if (server != null) {
      starting.interrupt();
      server.handle((app, _) -> app).thenAccept(app -> {
        if (app != null) {
          app.close();
        }
      }).join();
    }
    if (pbx != null) {
      pbx.close();
    }
    if (database != null) {
      database.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"PBX, DATABASE, SERVER", "PBX, SERVER, DATABASE", "DATABASE, PBX, SERVER", "DATABASE, SERVER, PBX",
      "SERVER, PBX, DATABASE", "SERVER, DATABASE, PBX"})
  @DisplayName("P17.3: in whatever order they are started, the next call is taken and written")
  void in_any_order_calls_come_in(Part first, Part second, Part third) throws Exception {
    for (Part part : List.of(first, second, third)) {
      start(part);
    }
    App app = server.get(60, TimeUnit.SECONDS);
    Await.until(() -> pbx.connections() == 1, "the link does not come up");
    Truth truth = pbx.call(Scenario.inbound("+74951234567", "74950000000").talk(Duration.ofSeconds(3))
        .clientHangsUp()).completion().get(30, TimeUnit.SECONDS);
    assertEquals(Optional.of("101"), truth.answeredBy());
    Await.until(() -> app.database().query("""
        SELECT p.outcome FROM calls.participant p JOIN calls.call c ON c.id = p.call
        WHERE c.disposition = 'answered' AND c.state -> 'linkedids' ->> 0 = $1""", row -> row.getString(0),
        truth.uniqueid()).equals(List.of("answered")), "the call is not written");
  }

  private void start(Part part) {
    switch (part) {
      case PBX -> pbx = SimulatedPbx.start(SimulatorConfig.builder().amiPort(AMI_PORT)
          .phones(List.of("101"), Behaviour.answersAfter(Duration.ofSeconds(2))).queue("scoutline", List.of("101"))
          .timeScale(10).build());
      case DATABASE -> database = postgres();
      case SERVER -> startServer();
    }
  }

  private static EmbeddedDatabase postgres() {
    return EmbeddedDatabase.start(folder.resolve("postgres"), DATABASE_PORT, EmbeddedDatabase.Care.THROWAWAY,
        new SecureRandom());
  }

  /** Up when this returns, or waiting for its database. */
  private void startServer() {
    server = new CompletableFuture<>();
    starting = Thread.ofPlatform().name("server").start(() -> {
      try {
        App app = wired();
        found(app);
        app.start();
        server.complete(app);
      } catch (Throwable failure) {
        server.completeExceptionally(failure);
      }
    });
    Await.until(() -> server.isDone() || waits(starting), "it neither starts nor waits");
    assertFalse(server.isCompletedExceptionally(), () -> "it gave up: " + server.exceptionNow());
    assertEquals(database == null, !server.isDone(), "it waits for its database and for nothing else");
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING && Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(AwaitedDatabase.class.getName()));
  }

  private static void found(App app) {
    if (!app.people().company().hasNobody()) {
      return;
    }
    try (var passwords = new Passwords(new PasswordCost(1024, 1), 1, 10)) {
      app.people().company().found(new NewCompany(List.of(new NewTeam("Sales", Optional.empty(), Optional.empty())),
          List.of(new NewColleague("manager", "manager", Set.of(Role.MANAGER), Optional.of("Sales"), Language.EN,
              List.of(new NewPhone(new PbxName("main"), "PJSIP/101", "101")), List.of()))),
          passwords.hash("never used"));
    }
  }

  private static App wired() {
    var config = new JsonObject()
        .put("http", new JsonObject().put("port", 0)).put("management", new JsonObject().put("port", 0))
        .put("agi", new JsonObject().put("port", AGI_PORT)).put("trial", true)
        .put("data", folder.resolve("data").toString())
        .put("database", new JsonObject().put("host", address.host()).put("port", address.port())
            .put("name", address.name()).put("user", address.user()).put("password", address.password()))
        .put("pbxs", new JsonArray().add(new JsonObject().put("name", "main").put("port", AMI_PORT)
            .put("password", "scoutline")));
    return new App(vertx, ConfigReader.read(config), Optional.empty(), Clock.systemUTC(), new SecureRandom(),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }
}
