package io.scoutline.people.staff;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.CurrentPeople;
import io.scoutline.people.Language;
import io.scoutline.people.Person;
import io.scoutline.people.Theme;
import io.scoutline.people.signin.KnownBrowsers;
import io.scoutline.people.signin.PasswordHash;
import io.scoutline.people.signin.PasswordPolicy;
import io.scoutline.people.signin.PasswordStore;
import io.scoutline.people.signin.Passwords;
import io.scoutline.people.signin.Sessions;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseFault;
import io.scoutline.platform.database.Sql;
import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Versions;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Hires, changes and dismisses (P1). Every change is on the audit, is seen in {@link CurrentPeople} when the method
 * returns, and ends the sessions of whoever may no longer work here. Waits; call on a virtual thread.
 */
public final class Personnel {

  private final PersonStore persons = new PersonStore();
  private final TeamStore teams = new TeamStore();
  private final PhoneStore phones = new PhoneStore();
  private final PasswordStore passwordStore = new PasswordStore();
  private final Database database;
  private final CurrentPeople current;
  private final Passwords passwords;
  private final Sessions sessions;
  private final KnownBrowsers browsers;
  private final AuditLog audit;
  private final InstantSource clock;

  public Personnel(
      Database database, CurrentPeople current, Passwords passwords, Sessions sessions, KnownBrowsers browsers,
      AuditLog audit, InstantSource clock) {
    this.database = database;
    this.current = current;
    this.passwords = passwords;
    this.sessions = sessions;
    this.browsers = browsers;
    this.audit = audit;
    this.clock = clock;
  }

  /** @throws Problem 400 with all faults of the fields */
  PersonId create(Actor by, NewPerson wanted) {
    Optional<PasswordHash> hash = wanted.password()
        .filter(password -> PasswordPolicy.refusal(password, wanted.login()).isEmpty()).map(passwords::hash);
    PersonId created = changing(sql -> {
      new PersonChecks(persons, teams, sql)
          .name(wanted.name())
          .login(wanted.login(), Optional.empty())
          .roles(wanted.roles(), false, wanted.roleException(), by)
          .team(wanted.team())
          .password(wanted.password(), wanted.login())
          .raise();
      PersonId id = persons.insert(sql, wanted.name(), wanted.login(), wanted.language(), clock.instant());
      persons.setRoles(sql, id, wanted.roles());
      persons.setTeam(sql, id, wanted.team(), clock.instant());
      hash.ifPresent(value -> passwordStore.set(sql, id, value, true, clock.instant()));
      audit.record(sql, by, "person.created", subject(id),
          Map.of("name", wanted.name(), "login", wanted.login(), "roles", names(wanted.roles())));
      wanted.roleException().ifPresent(reason -> grant(sql, by, id, reason));
      return id;
    });
    current.changed();
    return created;
  }

  /**
   * Writes name, login, roles, team and whether the person is active.
   *
   * @param version the one that was seen
   * @param change makes of the person as they are the person as they shall be
   * @throws Problem 404, 409 when {@code version} is not the newest, 400 with all faults of the fields
   */
  void update(
      Actor by, PersonId id, long version, UnaryOperator<Person> change, Optional<String> roleException) {
    List<Long> ended = changing(sql -> {
      Person before = persons.findForChange(sql, id).orElseThrow(() -> Problem.notFound("person"));
      Versions.require(before.version(), version);
      Person after = change.apply(before);
      check(sql, by, before, after, roleException);
      persons.update(sql, after);
      persons.setRoles(sql, id, after.roles());
      persons.setTeam(sql, id, after.team(), clock.instant());
      roleException.ifPresent(reason -> grantAnew(sql, by, before, after, reason));
      tell(sql, by, before, after);
      return before.active() && !after.active() ? dismiss(sql, id) : List.<Long>of();
    });
    current.changed();
    sessions.ended(ended);
  }

  private void check(Sql sql, Actor by, Person before, Person after, Optional<String> roleException) {
    new PersonChecks(persons, teams, sql)
        .name(after.name())
        .login(after.login(), Optional.of(after.id()))
        .roles(after.roles(), persons.hasRoleException(sql, after.id()), roleException, by)
        .team(after.team())
        .staysAdministrable(before, after)
        .leadsNoTeamWrongly(after)
        .raise();
  }

  private List<Long> dismiss(Sql sql, PersonId person) {
    phones.replace(sql, person, List.of());
    return sessions.deleteAllOf(sql, person, 0);
  }

  /**
   * P1: allows one person to combine roles that are otherwise kept apart.
   *
   * @throws Problem 404, or 409 when it is allowed already: who allowed it first answers for it, by their reason
   */
  void grantRoleException(Actor by, PersonId person, String reason) {
    database.inTransaction(sql -> {
      persons.find(sql, person).orElseThrow(() -> Problem.notFound("person"));
      if (!grant(sql, by, person, reason)) {
        throw Problem.conflict("already_granted",
            "This person's combination of roles is allowed already; the first reason stands and nothing was changed.");
      }
    });
  }

  /** With other roles an earlier permission gives way to the new one; with the same it stands. */
  private void grantAnew(Sql sql, Actor by, Person before, Person after, String reason) {
    if (!before.roles().equals(after.roles())) {
      persons.revokeRoleException(sql, after.id());
    }
    grant(sql, by, after.id(), reason);
  }

  private boolean grant(Sql sql, Actor by, PersonId person, String reason) {
    boolean granted = persons.grantRoleException(sql, person, by.person(), reason, clock.instant());
    if (granted) {
      audit.record(sql, by, "role_exception.granted", subject(person), Map.of("reason", reason));
    }
    return granted;
  }

  /** Gives somebody a password that they are asked to change; ends their sessions. */
  void setPassword(Actor by, PersonId person, String password) {
    if (by.person().equals(person)) {
      throw Problem.forbidden("own_password", "Change your own password with the current one.");
    }
    String login = passwordStore.of(database, person).orElseThrow(() -> Problem.notFound("person")).login();
    refuseWeak("password", password, login);
    PasswordHash hash = passwords.hash(password);
    List<Long> ended = database.transaction(sql -> {
      passwordStore.set(sql, person, hash, true, clock.instant());
      audit.record(sql, by, "password.reset", subject(person), Map.of());
      browsers.forgetOthersOf(sql, person, Optional.empty());
      return sessions.deleteAllOf(sql, person, 0);
    });
    sessions.ended(ended);
  }

  /** What one sets for oneself; it does not count as a change of the version. */
  public void updateOwn(Actor by, Optional<Language> language, Optional<Theme> theme, Optional<Boolean> singleKeys) {
    persons.updateOwn(database, by.person(), language, theme, singleKeys);
    current.changed();
  }

  public static void refuseWeak(String field, String password, String login) {
    PasswordPolicy.refusal(password, login).ifPresent(refusal -> {
      throw Problem.invalid(
          field, refusal.name().toLowerCase(Locale.ROOT), PersonChecks.explanation(refusal));
    });
  }

  private <T> T changing(Function<Sql, T> work) {
    try {
      return database.transaction(sql -> {
        persons.lock(sql);
        return work.apply(sql);
      });
    } catch (DatabaseFault fault) {
      if (fault.constraint().equals("person_login")) {
        throw Problem.invalid("login", "taken", "Somebody else has this login.");
      }
      throw fault;
    }
  }

  private void tell(Sql sql, Actor by, Person before, Person after) {
    if (!before.roles().equals(after.roles())) {
      audit.record(sql, by, "roles.changed", subject(after.id()),
          Map.of("from", names(before.roles()), "to", names(after.roles())));
      if (!RoleRule.conflicts(before.roles()).isEmpty() && RoleRule.conflicts(after.roles()).isEmpty()) {
        persons.revokeRoleException(sql, after.id());
        audit.record(sql, by, "role_exception.lapsed", subject(after.id()), Map.of());
      }
    }
    if (before.active() != after.active()) {
      audit.record(sql, by, after.active() ? "person.reactivated" : "person.deactivated", subject(after.id()),
          Map.of());
    }
    var changes = new LinkedHashMap<String, Object>();
    difference(changes, "name", before.name(), after.name());
    difference(changes, "login", before.login(), after.login());
    difference(changes, "team", team(before), team(after));
    if (!changes.isEmpty()) {
      audit.record(sql, by, "person.changed", subject(after.id()), changes);
    }
  }

  private static void difference(Map<String, Object> changes, String field, Object before, Object after) {
    if (!before.equals(after)) {
      changes.put(field, Map.of("from", before, "to", after));
    }
  }

  private static long team(Person person) {
    return person.team().map(TeamId::value).orElse(0L);
  }

  private static List<String> names(Set<Role> roles) {
    return roles.stream().sorted().map(role -> role.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static String subject(PersonId person) {
    return "person:" + person;
  }
}
