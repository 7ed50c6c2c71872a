package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.config.ConfigReader;
import io.scoutline.kernel.Role;
import io.scoutline.people.Browser;
import io.scoutline.people.Browser.Answer;
import io.scoutline.people.Language;
import io.scoutline.people.LiveTab;
import io.scoutline.people.NewCompany;
import io.scoutline.people.NewCompany.NewColleague;
import io.scoutline.people.signin.PasswordCost;
import io.scoutline.people.signin.Passwords;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.api.Operation;
import io.scoutline.platform.live.Live;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * P16.1: each right is checked on the server. Tries every operation as every role and as nobody, against a table
 * written by hand; an operation without a line fails. Rows are the tests of each feature.
 */
class RightsTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private static final Rights OPERATIONS = Rights.table("""
      signIn                anyone
      getSession            signed in
      signOut               signed in
      updateMe              signed in
      changePassword        signed in
      setAvailability       signed in
      listSessions          signed in
      endSession            signed in
      listPeople            head, admin
      createPerson          admin
      updatePerson          admin
      setPassword           admin
      grantRoleException    head
      listSessionsOf        admin
      endSessionsOf         admin
      setEndpoints          head, admin
      setShifts             head, admin
      addAbsence            head, admin
      removeAbsence         head, admin
      listTeams             head, admin
      createTeam            admin
      updateTeam            admin
      listColleagues        signed in
      listAudit             admin
      findClients           researcher, manager, kam, line_manager, supervisor, head, admin
      getClient             signed in
      createClient          researcher, manager, kam, line_manager, head, admin
      updateClient          signed in
      addContact            signed in
      updateContact         signed in
      addNumber             signed in
      removeNumber          signed in
      listBlocked           head, admin
      blockNumber           head, admin
      unblockNumber         head, admin
      listImports           researcher, head, admin
      checkImport           researcher, head, admin
      runImport             researcher, head, admin
      getImportJob          researcher, head, admin
      stopImport            researcher, head, admin
      getImportJobReport    researcher, head, admin
      getImportReport       researcher, head, admin
      listCalls             signed in
      getCall               signed in
      getTimeline           signed in
      exportFlight          signed in
      replayCall            admin
      replayFlight          admin
      saveDraft             signed in
      listClientChoices     signed in
      chooseClient          signed in
      createClientFromCall  signed in
      writeUp               signed in
      extendWrapUp          signed in
      listUnwritten         signed in
      listPromises          signed in
      keepPromise           signed in
      reopenPromise         signed in
      listRecordings           signed in
      getRecording             signed in
      getPeaks                 signed in
      getAudio                 signed in
      headAudio                signed in
      reportHeard              signed in
      listListenings           head, supervisor, admin
      listPbx                  admin
      getPbxSetup              admin
      checkPbx                 admin
      getCarried               token
      carryRecords             token
      carryRecording           token
      getTruth                 admin
      about                    anyone
      demoPhone                signed in
      getBoard              signed in
      getCountedCalls       signed in
      listNorms             line_manager, supervisor, head, admin
      setNorm               head, admin
      removeNorm            head, admin
      """);

  private static final Rights TOPICS = Rights.table("""
      desk                  signed in
      board                 signed in
      """);

  private static final String PASSWORD = "open sesame, please";
  /** Nothing has it, so that trying everything changes nothing. */
  private static final String NO_ID = "987654321";

  @TempDir static Path folder;

  private static Vertx vertx;
  private static App app;
  private static URI server;

  @BeforeAll
  static void serve() {
    vertx = Vertx.vertx();
    app = new App(vertx, ConfigReader.read(new JsonObject()
        .put("http", new JsonObject().put("port", 0)).put("management", new JsonObject().put("port", 0))
        .put("data", folder.resolve("data").toString())
        .put("trial", true)
        .put("agi", new JsonObject().put("port", 0))
        .put("database", postgres.config())),
        Optional.empty(), Clock.systemUTC(), new SecureRandom(), new SimpleMeterRegistry());
    try (var passwords = new Passwords(new PasswordCost(64, 1), 1, 10)) {
      app.people().company().found(new NewCompany(List.of(), Arrays.stream(Role.values()).map(role -> new NewColleague(
          role.name(), login(role), Set.of(role), Optional.empty(), Language.RU, List.of(), List.of())).toList()),
          passwords.hash(PASSWORD));
    }
    app.start();
    server = URI.create("http://127.0.0.1:" + app.port());
  }

  @AfterAll
  static void close() {
    app.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void every_operation_has_a_line_and_every_line_an_operation() {
    List<String> names = app.operations().stream().map(Operation::id).toList();

    assertEquals(List.of(), OPERATIONS.missing(names), "say who may call these");
    assertEquals(List.of(), OPERATIONS.superfluous(names), "these are gone");
  }

  @Test
  void every_operation_is_open_to_whom_the_table_says_and_to_nobody_else() {
    List<String> wrong = new ArrayList<>();
    for (Optional<Role> who : everybody()) {
      Browser browser = browser(who);
      for (Operation operation : app.operations()) {
        Answer answer = attempt(browser, operation);
        String was = verdict(answer);
        Rights.Allowed line = OPERATIONS.of(operation.id());
        String shouldBe = line.allows(who) ? "open" : who.isEmpty() || line.token() ? "401" : "403";
        if (!was.equals(shouldBe)) {
          wrong.add(operation.id() + " as " + name(who) + " is " + was + ", not " + shouldBe + ": " + answer.json());
        }
        if (operation.id().equals("signOut")) {
          browser = browser(who);
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void nothing_that_changes_is_done_without_the_token_of_the_page() {
    // P16.2: CSRF
    List<String> wrong = new ArrayList<>();
    for (Role role : Role.values()) {
      Browser forged = browser(Optional.of(role)).withoutCsrf();
      for (Operation operation : app.operations()) {
        boolean guarded = operation.changes() && OPERATIONS.of(operation.id()).allows(Optional.of(role))
            && !OPERATIONS.of(operation.id()).nobody();
        if (guarded && !attempt(forged, operation).code().equals("csrf")) {
          wrong.add(operation.id() + " as " + name(Optional.of(role)));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void every_topic_has_a_line_and_every_line_a_topic() {
    List<String> names = app.topics().stream().map(Live.Topic::name).toList();

    assertEquals(List.of(), TOPICS.missing(names), "say who may follow these");
    assertEquals(List.of(), TOPICS.superfluous(names), "these are gone");
  }

  @Test
  void every_topic_is_open_to_whom_the_table_says_and_to_nobody_else() {
    List<String> wrong = new ArrayList<>();
    for (Role role : Role.values()) {
      LiveTab tab = LiveTab.open(server, browser(Optional.of(role)));
      for (Live.Topic topic : app.topics()) {
        JsonObject first = tab.subscribe(topic.name());
        boolean refused = "refused".equals(first.getString("type")) && "role".equals(first.getString("code"));
        if (refused == TOPICS.of(topic.name()).allows(Optional.of(role))) {
          wrong.add(topic.name() + " as " + name(Optional.of(role)) + ": " + first);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(Optional.of(401), LiveTab.refusal(server, browser(Optional.empty())), "nobody follows anything");
  }

  /** With an empty body: whoever may is told what is missing, and nothing is changed. */
  private static Answer attempt(Browser browser, Operation operation) {
    String path = operation.path().substring("/api".length()).replaceAll("\\{[^}]+}", NO_ID);
    boolean hasBody = Set.of("POST", "PUT", "PATCH").contains(operation.method());
    return browser.send(operation.method(), path, hasBody ? Optional.of(new JsonObject()) : Optional.empty());
  }

  /** What the role alone came to; a row that is refused was reached. */
  private static String verdict(Answer answer) {
    // The answer to HEAD has no body to name the reason in.
    boolean bodiless = answer.code().isEmpty();
    if (answer.status() == 401 && (bodiless || Set.of("signed_out", "token").contains(answer.code()))) {
      return "401";
    }
    if (answer.status() == 403 && (bodiless || answer.code().equals("role"))) {
      return "403";
    }
    return answer.status() < 500 ? "open" : "broken";
  }

  private static List<Optional<Role>> everybody() {
    return Stream.concat(Stream.of(Optional.<Role>empty()), Arrays.stream(Role.values()).map(Optional::of)).toList();
  }

  private static Browser browser(Optional<Role> who) {
    var browser = new Browser(server);
    return who.map(role -> browser.as(login(role), PASSWORD)).orElse(browser);
  }

  private static String login(Role role) {
    return "as." + role.name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static String name(Optional<Role> who) {
    return who.map(Role::name).orElse("NOBODY").toLowerCase(Locale.ROOT);
  }
}
