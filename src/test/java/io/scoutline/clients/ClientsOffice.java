package io.scoutline.clients;

import io.scoutline.Await;
import io.scoutline.audit.AuditLog;
import io.scoutline.clients.directory.Directory;
import io.scoutline.clients.passport.ClientFields;
import io.scoutline.clients.passport.NewClient;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.CurrentPeople;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.platform.ApiServer;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.SignedIn;
import io.scoutline.platform.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The clients feature over a real socket and a real database, with one person of each role in the team North and one
 * manager, Olga, in the team South. A page is signed in by naming its login.
 */
public final class ClientsOffice implements AutoCloseable {

  public static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
  private static final String CSRF = "token of a test";

  private final TestDatabase postgres;
  private final CurrentPeople people;
  private final Clients clients;
  private final ApiServer server;

  /** Another feature over the same clients. */
  @FunctionalInterface
  public interface More {
    void register(Api api, Clients clients, Supplier<PeopleDirectory> people, AuditLog audit);
  }

  private ClientsOffice(TestDatabase postgres, More more) {
    this.postgres = postgres;
    var zone = new BusinessZone(ZoneId.of("Europe/Moscow"));
    var clock = InstantSource.fixed(NOW);
    people = new CurrentPeople(database(), zone, clock);
    hireEverybody();
    people.refresh();
    var audit = new AuditLog(clock);
    clients = new Clients(database(), audit, people::directory, "RU", clock);
    clients.start();
    awaitFilled();
    server = ApiServer.serve(postgres.vertx(),
        login -> people.directory().actor(id(login)).map(actor -> new SignedIn(login, actor, CSRF)),
        api -> {
          clients.register(api);
          more.register(api, clients, people::directory, audit);
        });
  }

  public static ClientsOffice open(TestDatabase postgres) {
    return new ClientsOffice(postgres, (_, _, _, _) -> { });
  }

  /** @param more registers what else is to be served */
  public static ClientsOffice open(TestDatabase postgres, More more) {
    return new ClientsOffice(postgres, more);
  }

  private void awaitFilled() {
    Await.until(() -> clients.directory().isFilled(), "the directory was not filled");
  }

  private void hireEverybody() {
    if (database().exactlyOne("SELECT count(*) FROM people.person", row -> row.getLong(0)) > 0) {
      return;
    }
    for (Role role : Role.values()) {
      hire(role.name().toLowerCase(Locale.ROOT), role);
    }
    hire("olga", Role.MANAGER);
    hire("other_line", Role.LINE_MANAGER);
    database().update("""
        INSERT INTO people.team (name, line_manager)
        SELECT t.name, p.id FROM (VALUES ('North', 'line_manager'), ('South', 'other_line')) t (name, login)
        JOIN people.person p ON p.login = t.login""");
    database().update("""
        INSERT INTO people.membership (person, team, since)
        SELECT p.id, t.id, now() FROM people.person p
        JOIN people.team t ON t.name = CASE p.login WHEN 'olga' THEN 'South' ELSE 'North' END""");
  }

  private void hire(String login, Role role) {
    database().update("INSERT INTO people.person (name, login, created_at) VALUES ($1, $2, now())",
        "Name of " + login, login);
    database().update("INSERT INTO people.person_role (person, role) SELECT id, $2 FROM people.person WHERE login = $1",
        login, role);
  }

  public Database database() {
    return postgres.database();
  }

  public Clients clients() {
    return clients;
  }

  public Directory directory() {
    return clients.directory();
  }

  public PersonId id(String login) {
    return people.directory().people().stream().filter(person -> person.login().equals(login)).findFirst()
        .map(Person::id).orElse(new PersonId(Long.MAX_VALUE));
  }

  public Actor actor(String login) {
    return people.directory().actor(id(login)).orElseThrow();
  }

  public Page as(String login) {
    return new Page(server.uri(), login, CSRF);
  }

  /** A client without a question of rights. */
  public ClientId client(String name, Optional<String> ownerLogin) {
    return client(ClientFields.named(name).withOwner(ownerLogin.map(this::id)));
  }

  public ClientId client(ClientFields fields) {
    return clients.passports().create(actor("admin"), new NewClient(fields, List.of(), List.of()));
  }

  /** The actions on this subject, the newest first. */
  public List<String> auditOf(String subject) {
    return database().query("SELECT action FROM audit.entry WHERE subject = $1 ORDER BY id DESC",
        row -> row.getString("action"), subject);
  }

  public long count(String sql) {
    return database().exactlyOne(sql, row -> row.getLong(0));
  }

  @Override
  public void close() {
    server.close();
    clients.close();
  }
}
