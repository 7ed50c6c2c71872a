package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.Leg;
import io.scoutline.config.ConfigReader;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * P2.1, P2.5, P2.6, P17.4: the whole server at twenty PBXs at once, each over real sockets at the end of a line that
 * does everything wrong by its seed, ten times as fast as life. What fails tells its seed;
 * {@code -Dscoutline.sockets.seed=7 -Dscoutline.sockets.seeds=1} plays that one alone.
 */
class FaultySocketsTest {

  private static final long FIRST = Long.getLong("scoutline.sockets.seed", 0);
  private static final int SEEDS = Integer.getInteger("scoutline.sockets.seeds", 20);
  private static final String PASSWORD = "a long enough secret";

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static final Vertx vertx = Vertx.vertx();
  private static final List<SeededPbx> pbxs = new ArrayList<>();
  private static final List<String> wentBack = new CopyOnWriteArrayList<>();
  private static App app;
  private static Map<String, PersonId> people;

  @BeforeAll
  static void open() throws Exception {
    for (long seed : LongStream.range(FIRST, FIRST + SEEDS).toArray()) {
      pbxs.add(new SeededPbx(seed, folder));
    }
    app = wired();
    try (var passwords = new Passwords(new PasswordCost(1024, 1), 1, 10)) {
      Map<String, PersonId> founded = app.people().company().found(company(), passwords.hash(PASSWORD));
      people = SeededPbx.PHONES.stream().collect(Collectors.toMap(phone -> phone, phone -> founded.get("m" + phone)));
    }
    app.follow(new Forwards()::on);
    app.start();
  }

  @AfterAll
  static void shut() throws Exception {
    app.close();
    for (SeededPbx pbx : pbxs) {
      pbx.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static App wired() {
    var pbxConfigs = new JsonArray();
    pbxs.forEach(pbx -> pbxConfigs.add(pbx.config()));
    var config = new JsonObject()
        .put("http", new JsonObject().put("port", 0)).put("management", new JsonObject().put("port", 0))
        .put("agi", new JsonObject().put("port", 0)).put("trial", true).put("data", folder.resolve("data").toString())
        .put("database", postgres.config())
        .put("pbxs", pbxConfigs);
    return new App(vertx, ConfigReader.read(config), Optional.empty(), Clock.systemUTC(), new SecureRandom(),
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  /** Each has the phone of one number at every PBX. */
  private static NewCompany company() {
    var colleagues = new ArrayList<NewColleague>();
    colleagues.add(new NewColleague("head", "head", Set.of(Role.HEAD), Optional.of("Sales"), Language.EN, List.of(),
        List.of()));
    colleagues.add(new NewColleague("admin", "admin", Set.of(Role.ADMIN), Optional.of("Sales"), Language.EN, List.of(),
        List.of()));
    for (String phone : SeededPbx.PHONES) {
      colleagues.add(new NewColleague("Manager " + phone, "m" + phone, Set.of(Role.MANAGER), Optional.of("Sales"),
          Language.EN, pbxs.stream().map(pbx -> new NewPhone(new PbxName(pbx.name()), "PJSIP/" + phone, phone))
          .toList(), List.of()));
    }
    return new NewCompany(List.of(new NewTeam("Sales", Optional.of("head"), Optional.empty())), colleagues);
  }

  @Test
  @DisplayName("P2.1, P2.5, P2.6: whatever the lines do, each call has one row, which is as the people know it")
  void calls_are_right_after_everything_that_lines_do_wrong() throws Exception {
    Await.until(() -> postgres.database().exactlyOne("SELECT count(*)::integer FROM calls.records_place",
        row -> row.getInteger(0)) == SEEDS, "nobody listens to the records");
    CompletableFuture.allOf(pbxs.stream().map(pbx -> CompletableFuture.runAsync(pbx::play,
        day -> Thread.ofPlatform().start(day))).toArray(CompletableFuture[]::new)).join();

    Await.until(() -> wrong().isEmpty(), () -> String.join("\n", wrong()));
    assertEquals(List.of(), List.copyOf(wentBack), "no leg goes back but by a correction");
    try (Guest admin = new Guest(app.port()).signIn("admin", PASSWORD)) {
      Await.until(() -> openCalls(admin) == 0, () -> admin.get("/api/truth").encodePrettily());
    }
    BoardCounts counted = counts();
    app.close();
    app = wired();
    app.start();
    counted.requireSame(counts());
    Set<FaultyLine.Fault> never = EnumSet.allOf(FaultyLine.Fault.class);
    pbxs.forEach(pbx -> never.removeAll(pbx.line.done().keySet()));
    assertTrue(SEEDS < 20 || never.isEmpty(), () -> "never happened: " + never + " of "
        + pbxs.stream().map(pbx -> pbx.name() + " " + pbx.line.done()).toList());
  }

  private static List<String> wrong() {
    return pbxs.stream().flatMap(pbx -> pbx.wrong(postgres.database(), people).stream()).toList();
  }

  private static int openCalls(Guest admin) {
    return admin.get("/api/truth").getJsonArray("pbxs").stream().map(JsonObject.class::cast)
        .mapToInt(pbx -> pbx.getInteger("openCalls")).sum();
  }

  private static BoardCounts counts() {
    try (Guest head = new Guest(app.port()).signIn("head", PASSWORD)) {
      return BoardCounts.of(head);
    }
  }

  /** P2.5: what was known of a call is taken back by a marked correction alone. On the owner's context. */
  private static final class Forwards {

    private final Map<CallId, Call> last = new HashMap<>();

    void on(CallChange change) {
      if (change instanceof CallChange.Merged merged) {
        last.remove(merged.absorbed());
      }
      Call before = last.put(change.call().id(), change.call());
      if (before != null && !(change instanceof CallChange.Corrected)) {
        before.legs().stream().filter(leg -> isBack(leg, change.call())).forEach(leg ->
            wentBack.add(change.call().pbx() + ": " + leg + " in " + change));
        if (!before.isOpen() && change.call().isOpen()) {
          wentBack.add(change.call().pbx() + ": open again without a correction: " + change);
        }
      }
    }

    private static boolean isBack(Leg leg, Call now) {
      return now.leg(leg.uniqueid()).filter(later -> later.state().compareTo(leg.state()) >= 0).isEmpty();
    }
  }
}
