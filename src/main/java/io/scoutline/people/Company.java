package io.scoutline.people;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.signin.PasswordHash;
import io.scoutline.people.signin.PasswordStore;
import io.scoutline.people.signin.Passwords;
import io.scoutline.people.staff.CompanyStore;
import io.scoutline.people.staff.PersonStore;
import io.scoutline.platform.database.Database;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** How an empty server gets its first people. Waits; call on a virtual or plain thread. */
public final class Company {

  /** What the first administrator signs in with; told once and kept nowhere. */
  public record FirstAdmin(String login, String password) {

    /** What the console shows, once. */
    public String introduction() {
      return """

          There are no people yet. Sign in as the first one and choose a password of your own; this is shown only once.
          Сотрудников ещё нет. Войдите первым и задайте свой пароль; этот показан единственный раз.

              login / логин      %s
              password / пароль  %s

          """.formatted(login, password);
    }

    @Override
    public String toString() {
      return "FirstAdmin " + login;
    }
  }

  /** Letters and digits that are not taken for one another when read from a screen: 31 of them, 5 bits each. */
  private static final String PLAIN = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int PASSWORD_LENGTH = 20;

  private final PersonStore persons = new PersonStore();
  private final PasswordStore passwordStore = new PasswordStore();
  private final CompanyStore store = new CompanyStore();
  private final Database database;
  private final CurrentPeople current;
  private final Passwords passwords;
  private final AuditLog audit;
  private final RandomGenerator random;
  private final InstantSource clock;

  /** @param random of cryptographic strength */
  Company(
      Database database, CurrentPeople current, Passwords passwords, AuditLog audit, RandomGenerator random,
      InstantSource clock) {
    this.database = database;
    this.current = current;
    this.passwords = passwords;
    this.audit = audit;
    this.random = random;
    this.clock = clock;
  }

  public boolean hasNobody() {
    return persons.isEmpty(database);
  }

  /** Creates an administrator when there is nobody at all, who is asked to choose a password of their own. */
  public Optional<FirstAdmin> firstAdmin() {
    if (!hasNobody()) {
      return Optional.empty();
    }
    var admin = new FirstAdmin("admin", password());
    PasswordHash hash = passwords.hash(admin.password());
    boolean created = database.transaction(sql -> {
      persons.lock(sql);
      if (!persons.isEmpty(sql)) {
        return false;
      }
      PersonId id = persons.insert(sql, "Администратор", admin.login(), Language.RU, clock.instant());
      persons.setRoles(sql, id, Set.of(Role.ADMIN));
      passwordStore.set(sql, id, hash, true, clock.instant());
      audit.record(sql, Optional.empty(), "person.created", "person:" + id,
          Map.of("login", admin.login(), "first", true));
      return true;
    });
    current.changed();
    return created ? Optional.of(admin) : Optional.empty();
  }

  /**
   * Creates teams and people set by set, in a time that hardly depends on how many there are. Everybody gets the same
   * password: it is for demonstrations and tests, where it is no secret.
   *
   * @return the ids by login
   * @throws io.scoutline.platform.database.DatabaseFault when a login, a team, a device is there already; nothing is
   *     written
   */
  public Map<String, PersonId> found(NewCompany company, PasswordHash shared) {
    Map<String, PersonId> ids = database.transaction(sql -> {
      persons.lock(sql);
      Map<String, PersonId> created = store.insertPeople(sql, company.people(), clock.instant());
      store.insertPasswords(sql, company.people(), shared, clock.instant());
      store.insertTeams(sql, company.teams(), company.people(), clock.instant());
      store.insertPhones(sql, company.people());
      store.insertShifts(sql, company.people());
      audit.record(sql, Optional.empty(), "company.founded", "company",
          Map.of("people", company.people().size(), "teams", company.teams().size()));
      return created;
    });
    current.changed();
    return ids;
  }

  private String password() {
    String letters = random.ints(PASSWORD_LENGTH, 0, PLAIN.length())
        .mapToObj(at -> String.valueOf(PLAIN.charAt(at))).collect(Collectors.joining());
    return letters.replaceAll("(.{5})(?=.)", "$1-");
  }
}
