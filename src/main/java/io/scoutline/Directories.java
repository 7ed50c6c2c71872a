package io.scoutline;

import io.scoutline.audit.AuditLog;
import io.scoutline.audit.AuditRoutes;
import io.scoutline.clients.Clients;
import io.scoutline.clients.imports.Imports;
import io.scoutline.config.ServerConfig.Security;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.Installation;
import io.scoutline.people.People;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.PeopleUpkeep;
import io.scoutline.people.Person;
import io.scoutline.people.signin.PasswordCost;
import io.scoutline.people.signin.Passwords;
import io.scoutline.people.signin.Sessions;
import io.scoutline.people.signin.SignInLimits;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.database.Database;
import java.time.Duration;
import java.util.List;

/** Who works here and whom they talk to: what a call asks about either is answered from memory. */
final class Directories implements AutoCloseable {

  private static final int HASHES_AT_ONCE = 2;
  private static final int HASHES_WAITING = 100;
  private static final Duration SESSION_SEEN_EVERY = Duration.ofMinutes(1);
  private static final Duration SESSION_TRUSTED = Duration.ofSeconds(10);
  private static final Duration READ_PEOPLE_EVERY = Duration.ofSeconds(30);

  final AuditLog audit;
  final Passwords passwords = new Passwords(PasswordCost.RECOMMENDED, HASHES_AT_ONCE, HASHES_WAITING);
  final People people;
  final Clients clients;
  private final Ground ground;
  private final Database database;
  private final Imports imports;
  private PeopleUpkeep upkeep;

  Directories(Ground ground, Database database, Installation installation) {
    this.ground = ground;
    this.database = database;
    audit = new AuditLog(ground.clock());
    people = new People(database, audit, passwords, sessions(ground.config().security()), SignInLimits.Limits.USUAL,
        installation, ground.random(), ground.clock());
    String region = installation.region();
    clients = new Clients(database, audit, this::staff, region, ground.clock());
    imports = new Imports(database, audit, clients, this::staff, region, ground.config().data().resolve("imports"),
        ground.ids(), ground.clock());
  }

  private static Sessions.Settings sessions(Security security) {
    return new Sessions.Settings(security.sessionIdle(), security.sessionLongest(), SESSION_TRUSTED,
        SESSION_SEEN_EVERY);
  }

  /** The people as they are now; any thread, never waits. */
  PeopleDirectory staff() {
    return people.current().directory();
  }

  List<PersonId> everybody() {
    return staff().people().stream().map(Person::id).toList();
  }

  void register(Api api) {
    people.register(api);
    new AuditRoutes(database, audit).register(api);
    clients.register(api);
    imports.register(api);
  }

  /** Keeps both up to date from now on; returns at once, the clients' directory is filled meanwhile. */
  void start() {
    upkeep = new PeopleUpkeep(ground.vertx(), people, READ_PEOPLE_EVERY);
    clients.start();
  }

  @Override
  public void close() {
    if (upkeep != null) {
      upkeep.close();
    }
    imports.close();
    clients.close();
    passwords.close();
  }
}
