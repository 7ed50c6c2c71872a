package io.scoutline.people;

import io.scoutline.audit.AuditLog;
import io.scoutline.audit.AuditRoutes;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.NewCompany.NewColleague;
import io.scoutline.people.signin.PasswordCost;
import io.scoutline.people.signin.Passwords;
import io.scoutline.people.signin.Sessions;
import io.scoutline.people.signin.SignInLimits;
import io.scoutline.platform.ApiServer;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.database.Database;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The people feature over a real socket and a real database, with a clock of its own. */
public final class Office implements AutoCloseable {

  public static final String PASSWORD = "open sesame, please";
  public static final PasswordCost CHEAP = new PasswordCost(64, 1);

  private final TestDatabase postgres;
  private final TickingClock clock;
  private final Passwords passwords;
  private final People people;
  private final ApiServer server;

  private Office(TestDatabase postgres, TickingClock clock, PasswordCost cost) {
    this.postgres = postgres;
    this.clock = clock;
    this.passwords = new Passwords(cost, 2, 100);
    var audit = new AuditLog(clock);
    this.people = new People(database(), audit, passwords, Sessions.Settings.USUAL, SignInLimits.Limits.USUAL,
        new Installation(new BusinessZone(ZoneId.of("Europe/Moscow")), "RU", false, "test"), new SecureRandom(), clock);
    people.current().refresh();
    this.server = ApiServer.serve(postgres.vertx(), people.authenticator(), (api, live) -> {
      people.register(api);
      people.watch(live);
      new AuditRoutes(database(), audit).register(api);
    });
  }

  /** On a Monday, ten in the morning in Moscow. */
  public static Office open(TestDatabase postgres) {
    return new Office(postgres, new TickingClock(Instant.parse("2026-11-23T07:00:00Z")), CHEAP);
  }

  /** Another server over the same database, as after a restart. */
  public Office reopened(PasswordCost cost) {
    return new Office(postgres, clock, cost);
  }

  Database database() {
    return postgres.database();
  }

  public TickingClock clock() {
    return clock;
  }

  public People people() {
    return people;
  }

  Passwords passwords() {
    return passwords;
  }

  URI uri() {
    return server.uri();
  }

  public Browser browser() {
    return new Browser(server.uri());
  }

  /** A page of this login, signed in. */
  public Browser as(String login) {
    return browser().as(login, PASSWORD);
  }

  /** A browser of this server with the cookie of another one's. */
  public Browser carrying(Browser other) {
    return browser().withCookieOf(other);
  }

  /** Someone who can sign in with {@link #PASSWORD}. */
  public long hire(String login, Role... roles) {
    var colleague = new NewColleague("Name of " + login, login, Set.of(roles), Optional.empty(), Language.RU,
        List.of(), List.of());
    return people.company().found(new NewCompany(List.of(), List.of(colleague)), passwords.hash(PASSWORD))
        .get(login).value();
  }

  public void dismiss(String login) {
    database().update("UPDATE people.person SET active = false WHERE login = $1", login);
    people.current().refresh();
  }

  public PersonId id(String login) {
    return people.current().directory().people().stream()
        .filter(person -> person.login().equals(login)).findFirst().orElseThrow().id();
  }

  /** The actions on this subject, the newest first. */
  public List<String> auditOf(String subject) {
    return database().query("SELECT action FROM audit.entry WHERE subject = $1 ORDER BY id DESC",
        row -> row.getString("action"), subject);
  }

  public long count(String sql) {
    return database().exactlyOne(sql, row -> row.getLong(0));
  }

  public String text(String sql) {
    return database().exactlyOne(sql, row -> row.getString(0));
  }

  @Override
  public void close() {
    server.close();
    passwords.close();
  }
}
