package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.audit.AuditLog;
import io.scoutline.audit.AuditRoutes;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.Role;
import io.scoutline.people.Browser;
import io.scoutline.people.Browser.Answer;
import io.scoutline.people.Installation;
import io.scoutline.people.Language;
import io.scoutline.people.LiveTab;
import io.scoutline.people.NewCompany;
import io.scoutline.people.NewCompany.NewColleague;
import io.scoutline.people.PasswordCost;
import io.scoutline.people.Passwords;
import io.scoutline.people.People;
import io.scoutline.people.Sessions;
import io.scoutline.people.SignInLimits;
import io.scoutline.platform.ApiServer;
import io.scoutline.platform.Live;
import io.scoutline.platform.Operation;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
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
      listAudit             admin
      """);

  private static final Rights TOPICS = Rights.table("");

  private static final String PASSWORD = "open sesame, please";
  /** Nothing has it, so that trying everything changes nothing. */
  private static final String NO_ID = "987654321";

  private static Passwords passwords;
  private static ApiServer server;

  @BeforeAll
  static void serve() {
    passwords = new Passwords(new PasswordCost(64, 1), 2, 100);
    var clock = Clock.systemUTC();
    var audit = new AuditLog(clock);
    var people = new People(postgres.database(), audit, passwords, Sessions.Settings.USUAL,
        SignInLimits.Limits.USUAL, new Installation(new BusinessZone(ZoneId.of("Europe/Moscow")), "RU", false, "test"),
        new SecureRandom(), clock);
    server = ApiServer.serve(postgres.vertx(), people.authenticator(), api -> {
      people.register(api);
      new AuditRoutes(postgres.database(), audit).register(api);
    });
    people.company().found(new NewCompany(List.of(), Arrays.stream(Role.values()).map(role -> new NewColleague(
        role.name(), login(role), Set.of(role), Optional.empty(), Language.RU, List.of(), List.of())).toList()),
        passwords.hash(PASSWORD));
  }

  @AfterAll
  static void close() {
    server.close();
    passwords.close();
  }

  @Test
  void every_operation_has_a_line_and_every_line_an_operation() {
    List<String> names = server.operations().stream().map(Operation::id).toList();

    assertEquals(List.of(), OPERATIONS.missing(names), "say who may call these");
    assertEquals(List.of(), OPERATIONS.superfluous(names), "these are gone");
  }

  @Test
  void every_operation_is_open_to_whom_the_table_says_and_to_nobody_else() {
    List<String> wrong = new ArrayList<>();
    for (Optional<Role> who : everybody()) {
      Browser browser = browser(who);
      for (Operation operation : server.operations()) {
        Answer answer = attempt(browser, operation);
        String was = verdict(answer);
        String shouldBe = OPERATIONS.of(operation.id()).allows(who) ? "open" : who.isEmpty() ? "401" : "403";
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
      for (Operation operation : server.operations()) {
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
    List<String> names = server.live().topics().stream().map(Live.Topic::name).toList();

    assertEquals(List.of(), TOPICS.missing(names), "say who may follow these");
    assertEquals(List.of(), TOPICS.superfluous(names), "these are gone");
  }

  @Test
  void every_topic_is_open_to_whom_the_table_says_and_to_nobody_else() {
    List<String> wrong = new ArrayList<>();
    for (Role role : Role.values()) {
      LiveTab tab = LiveTab.open(server.uri(), browser(Optional.of(role)));
      for (Live.Topic topic : server.live().topics()) {
        JsonObject first = tab.subscribe(topic.name());
        boolean refused = "refused".equals(first.getString("type")) && "role".equals(first.getString("code"));
        if (refused == TOPICS.of(topic.name()).allows(Optional.of(role))) {
          wrong.add(topic.name() + " as " + name(Optional.of(role)) + ": " + first);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(Optional.of(401), LiveTab.refusal(server.uri(), browser(Optional.empty())), "nobody follows anything");
  }

  /** With an empty body: whoever may is told what is missing, and nothing is changed. */
  private static Answer attempt(Browser browser, Operation operation) {
    String path = operation.path().substring("/api".length()).replaceAll("\\{[^}]+}", NO_ID);
    boolean hasBody = Set.of("POST", "PUT", "PATCH").contains(operation.method());
    return browser.send(operation.method(), path, hasBody ? Optional.of(new JsonObject()) : Optional.empty());
  }

  /** What the role alone came to; a row that is refused was reached. */
  private static String verdict(Answer answer) {
    if (answer.status() == 401 && answer.code().equals("signed_out")) {
      return "401";
    }
    if (answer.status() == 403 && answer.code().equals("role")) {
      return "403";
    }
    return answer.status() < 500 ? "open" : "broken";
  }

  private static List<Optional<Role>> everybody() {
    return Stream.concat(Stream.of(Optional.<Role>empty()), Arrays.stream(Role.values()).map(Optional::of)).toList();
  }

  private static Browser browser(Optional<Role> who) {
    var browser = new Browser(server.uri());
    return who.map(role -> browser.as(login(role), PASSWORD)).orElse(browser);
  }

  private static String login(Role role) {
    return "as." + role.name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static String name(Optional<Role> who) {
    return who.map(Role::name).orElse("NOBODY").toLowerCase(Locale.ROOT);
  }
}
