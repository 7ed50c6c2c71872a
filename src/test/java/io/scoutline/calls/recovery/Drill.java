package io.scoutline.calls.recovery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.App;
import io.scoutline.Await;
import io.scoutline.FreePort;
import io.scoutline.Guest;
import io.scoutline.ServerProcess;
import io.scoutline.calls.Call;
import io.scoutline.calls.rows.CallJson;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.config.ConfigReader;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.lab.LabAsterisk;
import io.scoutline.lab.Sipp;
import io.scoutline.lab.Voice;
import io.scoutline.pbx.PbxRecords.Place;
import io.scoutline.pbx.PbxRecords.Said;
import io.scoutline.pbx.asterisk.cel.CelLine;
import io.scoutline.people.Language;
import io.scoutline.people.NewCompany;
import io.scoutline.people.NewCompany.NewColleague;
import io.scoutline.people.NewCompany.NewPhone;
import io.scoutline.people.NewCompany.NewTeam;
import io.scoutline.people.signin.PasswordCost;
import io.scoutline.people.signin.Passwords;
import io.scoutline.platform.Line;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.database.DatabaseFault;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Calls at a steady rate through a real Asterisk, from clients of nine managers to their phones, with the server in a
 * process of its own and a cable between the two that can fall silent. What the PBX wrote down is the truth.
 */
final class Drill implements AutoCloseable {

  static final int CALLS_A_SECOND = 5;
  private static final PbxName PBX = new PbxName("main");
  private static final PbxSite SITE = new PbxSite(Set.of("PJSIP/trunk"), Set.of("scoutline-incoming"), "RU");
  private static final List<String> PHONES = IntStream.rangeClosed(101, 109).mapToObj(Integer::toString).toList();
  private static final int MOST_CALLS = 2_000;
  /** A PBX that does much at once writes down later than it tells. */
  private static final long APART_MS = 2_000;
  private static final Duration TALK = Duration.ofMillis(500);
  private static final String PASSWORD = "a long enough secret";
  private static final NewColleague ADMIN = new NewColleague("Admin", "admin", Set.of(Role.ADMIN), Optional.empty(),
      Language.EN, List.of(), List.of());

  final LabAsterisk lab;
  final Line cable;
  private final TestDatabase postgres;
  private final Path folder;
  private final JsonObject config;
  private final Map<String, PersonId> people;
  private final List<Sipp> phones = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private ServerProcess server;
  private int called;

  Drill(LabAsterisk lab, TestDatabase postgres, Path folder) throws IOException, InterruptedException {
    this.lab = lab;
    this.postgres = postgres;
    this.folder = folder;
    Files.createDirectories(folder);
    ringInTurn();
    cable = new Line("127.0.0.1", lab.account().address().getPort());
    config = config();
    if (people().isEmpty()) {
      found();
      addClients();
    }
    people = people();
    server = ServerProcess.start(folder, config);
    connectPhones();
    awaitLink(1);
  }

  /** Where the queue rings all phones for one caller, the next one waits for a second, and five in a second pile up. */
  private void ringInTurn() throws IOException {
    Path queues = lab.folder().resolve("etc/queues.scoutline.conf");
    Files.writeString(queues, Files.readString(queues).replace("strategy = ringall", "strategy = rrmemory"));
    lab.command("queue reload all");
    lab.await(() -> lab.command("queue show scoutline").contains("'rrmemory'"), "the queue rings all phones");
  }

  private JsonObject config() {
    var everyDay = new JsonArray(List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"));
    return new JsonObject()
        .put("http", new JsonObject().put("port", FreePort.find()))
        .put("management", new JsonObject().put("port", FreePort.find()))
        .put("data", folder.resolve("data").toString()).put("trial", true)
        .put("agi", new JsonObject().put("port", lab.agi().getPort()))
        .put("business", new JsonObject().put("openDays", everyDay).put("opens", "00:00").put("closes", "24:00"))
        .put("database", postgres.config())
        .put("pbxs", new JsonArray().add(new JsonObject().put("name", PBX.value()).put("port", cable.port())
            .put("user", lab.account().user()).put("password", lab.account().secret())
            .put("recordings", lab.done().toString()).put("records", lab.records().toString())));
  }

  private Map<String, PersonId> people() {
    return postgres.database().query("SELECT login, id FROM people.person", row ->
        Map.entry(row.getString(0), new PersonId(row.getLong(1)))).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private void found() {
    Vertx vertx = Vertx.vertx();
    try (var app = new App(vertx, ConfigReader.read(config), Optional.empty(), Clock.systemUTC(), new SecureRandom(),
        new SimpleMeterRegistry()); var passwords = new Passwords(new PasswordCost(1024, 1), 1, 10)) {
      app.people().company().found(new NewCompany(
          List.of(new NewTeam("Sales", Optional.empty(), Optional.empty())),
          Stream.concat(PHONES.stream().map(Drill::colleague), Stream.of(ADMIN)).toList()), passwords.hash(PASSWORD));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static NewColleague colleague(String extension) {
    return new NewColleague("Manager " + extension, "m" + extension, Set.of(Role.MANAGER), Optional.of("Sales"),
        Language.RU, List.of(new NewPhone(PBX, "PJSIP/" + extension, extension)), List.of());
  }

  private void addClients() {
    Map<String, PersonId> founded = people();
    List<PersonId> owners = PHONES.stream().map(extension -> founded.get("m" + extension)).toList();
    postgres.database().batch("""
        WITH made AS (INSERT INTO clients.client (name, owner, created_at, updated_at)
                      VALUES ($1, $2, now(), now()) RETURNING id)
        INSERT INTO clients.number (client, e164) SELECT id, $1 FROM made""",
        IntStream.range(0, MOST_CALLS).mapToObj(client ->
            new Object[] {number(client), owners.get(client % owners.size())}).toList());
  }

  private static String number(int client) {
    return "+7495%07d".formatted(client);
  }

  /** Each takes its calls one after the other, and is there again after a restart of the PBX. */
  void connectPhones() {
    phones.forEach(Sipp::close);
    phones.clear();
    PHONES.forEach(extension -> phones.add(Sipp.phone(lab, extension, 1_000_000, Voice.OWNER)));
  }

  /** So many clients call, each once, beginning now. */
  Sipp call(int count) {
    List<String> numbers = IntStream.range(called, called + count).mapToObj(Drill::number).toList();
    called += count;
    return Sipp.clients(lab, numbers, CALLS_A_SECOND, TALK);
  }

  void killServer() {
    server.kill();
  }

  /** @return until it answered */
  Duration startServer() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    server = ServerProcess.start(folder, config);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Until the metric of the link says so. @return how long that took */
  Duration awaitLink(int up) {
    return awaitMetric("scoutline_pbx_up", Integer.toString(up));
  }

  /** Until a metric of this PBX has this value. @return how long that took */
  Duration awaitMetric(String name, String value) {
    long begun = System.nanoTime();
    Await.until(() -> metrics().contains(name + "{pbx=\"main\"} " + value), () -> name + " is not " + value);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** What the operators' port says of the parts. */
  JsonObject health() throws InterruptedException {
    return new JsonObject(ofManagement("/health/ready")).getJsonObject("checks");
  }

  /** What is wrong by the admin's page. */
  List<String> findings() {
    try (Guest admin = new Guest(config.getJsonObject("http").getInteger("port")).signIn("admin", PASSWORD)) {
      return admin.get("/api/truth").getJsonArray("findings").stream().map(JsonObject.class::cast)
          .map(finding -> finding.getString("code")).toList();
    }
  }

  String metrics() throws InterruptedException {
    return ofManagement("/metrics");
  }

  private String ofManagement(String path) throws InterruptedException {
    int port = config.getJsonObject("management").getInteger("port");
    try {
      return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException notNow) {
      return "";
    }
  }

  /** The calls as the PBX wrote them down, each once it was over. */
  List<Call> truth() throws IOException {
    var records = new Records(PBX, SITE, (_, endpoint) -> owner(endpoint), RecordedCalls.ids());
    return Files.readAllLines(lab.records()).stream().flatMap(line -> CelLine.read(line).stream())
        .flatMap(said -> records.take(new Said(new Place(1, 0), said)).stream()).map(Records.Written::call).toList();
  }

  private Optional<PersonId> owner(String endpoint) {
    return Optional.ofNullable(people.get("m" + endpoint.replace("PJSIP/", "")));
  }

  List<Call> rows() {
    var json = new CallJson();
    try {
      return postgres.database().query("SELECT state::text FROM calls.call", row -> json.readCall(row.getString(0)));
    } catch (DatabaseFault justBack) {
      return List.of();
    }
  }

  /** Until each call of the PBX has its row, over. @return how long that took */
  Duration awaitRows() {
    long begun = System.nanoTime();
    Await.until(() -> rows().size() >= truth().size() && rows().stream().noneMatch(Call::isOpen),
        () -> "rows are missing or open: " + rows().stream().filter(Call::isOpen).toList());
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Every row tells what the PBX wrote down: none lost, none doubled. */
  void requireTruth(String when) throws IOException {
    awaitRows();
    List<Call> truth = truth();
    Await.until(() -> isSame(truth), () -> difference(truth, when));
  }

  private boolean isSame(List<Call> truth) {
    return difference(truth, "").isEmpty();
  }

  private String difference(List<Call> truth, String when) {
    try {
      RecordedCalls.assertSame(truth, rows(), when, APART_MS);
      return "";
    } catch (AssertionError different) {
      return different.getMessage();
    }
  }

  @Override
  public void close() throws IOException {
    phones.forEach(Sipp::close);
    server.close();
    cable.close();
    http.close();
  }
}
