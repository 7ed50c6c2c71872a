package io.scoutline;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scoutline.config.ConfigReader;
import io.scoutline.config.ServerConfig;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.simulator.SimulatedPbx;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.people.Language;
import io.scoutline.people.NewCompany;
import io.scoutline.people.NewCompany.NewColleague;
import io.scoutline.people.NewCompany.NewPhone;
import io.scoutline.people.NewCompany.NewTeam;
import io.scoutline.people.signin.PasswordCost;
import io.scoutline.people.signin.Passwords;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The whole server beside a simulated PBX with a small company: what end-to-end tests play in. */
final class Office implements AutoCloseable {

  public static final String PASSWORD = "a long enough secret";
  private static final PbxName PBX = new PbxName("main");

  final Path folder;
  final Vertx vertx = Vertx.vertx();
  final SimulatedPbx pbx;
  private final JsonObject config;
  App app;
  final Map<String, PersonId> people;
  private final int agiPort = FreePort.find();

  /** @param database of the server's configuration; empty for one of its own */
  Office(Path folder, JsonObject database) {
    this(folder, database, "60s");
  }

  /** @param wrapUp how long a card waits to be written up, like {@code 8s} */
  Office(Path folder, JsonObject database, String wrapUp) {
    this(folder, database, wrapUp, config -> { });
  }

  /** @param otherwise changes the server's configuration before its first start */
  Office(Path folder, JsonObject database, String wrapUp, Consumer<JsonObject> otherwise) {
    this(folder, database, wrapUp, otherwise, _ -> { });
  }

  /** @param simulated changes the settings of the simulated PBX */
  Office(Path folder, JsonObject database, String wrapUp, Consumer<JsonObject> otherwise,
      Consumer<SimulatorConfig.Builder> simulated) {
    this.folder = folder;
    Path done = folder.resolve("done");
    makeFolders(done, folder.resolve("spool"));
    var settings = SimulatorConfig.builder()
        .phones(List.of("101", "102", "103", "104"), Behaviour.ringsOnly()).queue("scoutline", List.of("104"))
        .agi(new InetSocketAddress("127.0.0.1", agiPort)).record(folder.resolve("spool"), done).timeScale(10)
        .agiLimit(Duration.ofSeconds(20));
    simulated.accept(settings);
    pbx = SimulatedPbx.start(settings.build());
    config = new JsonObject()
        .put("http", new JsonObject().put("port", 0)).put("management", new JsonObject().put("port", 0))
        .put("data", folder.resolve("data").toString())
        .put("trial", true)
        .put("agi", new JsonObject().put("port", agiPort).put("answerWithinMs", 20_000))
        .put("business", new JsonObject().put("openDays",
            new JsonArray(List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"))).put("opens", "00:00")
            .put("closes", "24:00").put("wrapUp", wrapUp))
        .put("database", database)
        .put("pbxs", new JsonArray().add(new JsonObject().put("name", "main").put("port", pbx.amiPort())
            .put("password", "scoutline").put("recordings", done.toString()).put("records", records().toString())));
    otherwise.accept(config);
    app = wired(config);
    people = found();
    app.start();
  }

  /** One that knows this number as a client of the manager's, and no call of the tests before. */
  static Office anew(Path folder, TestDatabase postgres, String number) {
    return anew(folder, postgres, number, config -> { });
  }

  static Office anew(Path folder, TestDatabase postgres, String number, Consumer<JsonObject> otherwise) {
    postgres.database().update("TRUNCATE calls.call, calls.participant, calls.leg, calls.flight, calls.note,"
        + " calls.records_place, promises.promise");
    var office = new Office(folder, postgres.config(), "60s", otherwise);
    if (office.people.containsKey("manager")) {
      office.addClient("Север-Логистик", "Ирина Гаврилова", number, "manager");
    }
    return office;
  }

  /** One whose PBX has our time: by the usual clock, which hurries, nothing that it says is ever late. */
  static Office inRealTime(Path folder, TestDatabase postgres) {
    return new Office(folder, postgres.config(), "60s", config -> { }, simulated -> simulated.timeScale(1));
  }

  private App wired(JsonObject config) {
    return new App(vertx, ConfigReader.read(config), Optional.empty(), Clock.systemUTC(), new SecureRandom(),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  /** As the server reads it. */
  ServerConfig settings() {
    return ConfigReader.read(config);
  }

  /** What the PBX would write down of its calls by itself; here a test writes it. */
  Path records() {
    return folder.resolve("records.csv");
  }

  /** What the PBX wrote down before somebody listens to that for the first time is not read. */
  void awaitListening() {
    Await.until(() -> !app.database().query("SELECT pbx FROM calls.records_place", row -> row.getString(0)).isEmpty(),
        "nobody listens to the records");
  }

  /** Stops the server in order and starts another on the same database and folders; the PBX goes on. */
  void restart() {
    app.close();
    again();
  }

  /** One more on the same database and folders, not started; the PBX does not ask it where calls go. */
  App another() {
    JsonObject other = config.copy();
    other.getJsonObject("agi").put("port", 0);
    return wired(other);
  }

  /** Starts another one after the first was stopped. */
  void again() {
    app = wired(config);
    app.start();
  }

  private Map<String, PersonId> found() {
    if (!app.people().company().hasNobody()) {
      return Map.of();
    }
    try (var passwords = new Passwords(new PasswordCost(1024, 1), 1, 10)) {
      return app.people().company().found(new NewCompany(
          List.of(new NewTeam("Sales", Optional.of("head"), Optional.empty())),
          List.of(colleague("head", Role.HEAD, "199"), colleague("manager", Role.MANAGER, "101"),
              colleague("deputy", Role.MANAGER, "102"), colleague("scout", Role.SCOUT, "103"),
              colleague("admin", Role.ADMIN, "198"), colleague("super", Role.SUPERVISOR, "197"))),
          passwords.hash(PASSWORD));
    }
  }

  private static NewColleague colleague(String login, Role role, String extension) {
    return new NewColleague(login, login, Set.of(role), Optional.of("Sales"), Language.EN,
        List.of(new NewPhone(PBX, "PJSIP/" + extension, extension)), List.of());
  }

  /** A client with one contact and number, owned by this person. */
  void addClient(String name, String contact, String number, String owner) {
    app.database().update("""
        WITH made AS (INSERT INTO clients.client (name, owner, created_at, updated_at)
                      VALUES ($1, $4, now(), now()) RETURNING id),
             met AS (INSERT INTO clients.contact (client, name, decision)
                     SELECT id, $2, 'decides' FROM made RETURNING id, client)
        INSERT INTO clients.number (client, contact, e164) SELECT client, id, $3 FROM met""",
        name, contact, number, people.get(owner));
    app.clients().catchUp();
  }

  Guest guest(String login) {
    return new Guest(app.port()).signIn(login, PASSWORD);
  }

  private static void makeFolders(Path... folders) {
    try {
      for (Path folder : folders) {
        Files.createDirectories(folder);
      }
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @Override
  public void close() {
    app.close();
    pbx.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
