package io.scoutline.people.staff;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.Language;
import io.scoutline.people.Person;
import io.scoutline.people.Theme;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Sql;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Persons with their roles and team. */
public final class PersonStore {

  private static final String PERSON = """
      SELECT p.id, p.name, p.login, p.locale, p.theme, p.single_keys, p.active, p.version, m.team,
             ARRAY(SELECT r.role FROM people.person_role r WHERE r.person = p.id) AS roles
      FROM people.person p LEFT JOIN people.membership m ON m.person = p.id
      """;

  public List<Person> all(Sql sql) {
    return sql.query(PERSON + "ORDER BY p.name, p.id", PersonStore::person);
  }

  public Optional<Person> find(Sql sql, PersonId id) {
    return sql.one(PERSON + "WHERE p.id = $1", PersonStore::person, id);
  }

  /** Holds the row until the transaction ends, so that two changes of one person follow each other. */
  public Optional<Person> findForChange(Sql sql, PersonId id) {
    return sql.one(PERSON + "WHERE p.id = $1 FOR UPDATE OF p", PersonStore::person, id);
  }

  public boolean isEmpty(Sql sql) {
    return sql.exactlyOne("SELECT NOT EXISTS (SELECT FROM people.person) AS empty", row -> row.getBoolean("empty"));
  }

  boolean isLoginTaken(Sql sql, String login, Optional<PersonId> byAnotherThan) {
    return sql.exactlyOne("""
        SELECT EXISTS (SELECT FROM people.person
                       WHERE lower(login) = lower($1) AND ($2::bigint IS NULL OR id <> $2)) AS taken""",
        row -> row.getBoolean("taken"), login, byAnotherThan);
  }

  public PersonId insert(Sql sql, String name, String login, Language language, Instant now) {
    return sql.exactlyOne("""
        INSERT INTO people.person (name, login, locale, created_at) VALUES ($1, $2, $3, $4) RETURNING id""",
        row -> new PersonId(row.getLong("id")), name, login, language, now);
  }

  /** Nobody else hires or changes people until the transaction ends; reading goes on. */
  public void lock(Sql sql) {
    sql.update("LOCK TABLE people.person_role IN SHARE ROW EXCLUSIVE MODE");
  }

  /** Name, login and whether the person is active; the version grows by one. */
  void update(Sql sql, Person person) {
    sql.update("UPDATE people.person SET name = $2, login = $3, active = $4, version = version + 1 WHERE id = $1",
        person.id(), person.name(), person.login(), person.active());
  }

  /** The version grows by one, for something that belongs to the person has changed. */
  public void touch(Sql sql, PersonId person) {
    sql.update("UPDATE people.person SET version = version + 1 WHERE id = $1", person);
  }

  void updateOwn(
      Sql sql, PersonId person, Optional<Language> language, Optional<Theme> theme, Optional<Boolean> singleKeys) {
    sql.update("""
        UPDATE people.person
        SET locale = coalesce($2, locale), theme = coalesce($3, theme), single_keys = coalesce($4, single_keys)
        WHERE id = $1""", person, language, theme, singleKeys);
  }

  public void setRoles(Sql sql, PersonId person, Set<Role> roles) {
    sql.update("DELETE FROM people.person_role WHERE person = $1", person);
    sql.update("INSERT INTO people.person_role (person, role) SELECT $1, unnest($2::text[])",
        person, roles.toArray(Role[]::new));
  }

  void setTeam(Sql sql, PersonId person, Optional<TeamId> team, Instant now) {
    if (team.isEmpty()) {
      sql.update("DELETE FROM people.membership WHERE person = $1", person);
    } else {
      sql.update("""
          INSERT INTO people.membership (person, team, since) VALUES ($1, $2, $3)
          ON CONFLICT (person) DO UPDATE SET team = excluded.team, since = excluded.since
          WHERE membership.team <> excluded.team""", person, team, now);
    }
  }

  /** Whether an active admin would remain without this person. */
  boolean hasAnotherAdmin(Sql sql, PersonId without) {
    return sql.exactlyOne("""
        SELECT EXISTS (SELECT FROM people.person p JOIN people.person_role r ON r.person = p.id
                       WHERE r.role = 'admin' AND p.active AND p.id <> $1) AS another""",
        row -> row.getBoolean("another"), without);
  }

  boolean hasRoleException(Sql sql, PersonId person) {
    return sql.exactlyOne("SELECT EXISTS (SELECT FROM people.role_exception WHERE person = $1) AS granted",
        row -> row.getBoolean("granted"), person);
  }

  /** False, and nothing is changed, when there is one already. */
  boolean grantRoleException(Sql sql, PersonId person, PersonId by, String reason, Instant now) {
    return sql.update("""
        INSERT INTO people.role_exception (person, granted_by, granted_at, reason) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person) DO NOTHING""", person, by, now, reason) == 1;
  }

  void revokeRoleException(Sql sql, PersonId person) {
    sql.update("DELETE FROM people.role_exception WHERE person = $1", person);
  }

  private static Person person(Row row) {
    Set<Role> roles = Arrays.stream(row.getArrayOfStrings("roles"))
        .map(name -> Role.valueOf(name.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toUnmodifiableSet());
    return new Person(
        new PersonId(row.getLong("id")),
        row.getString("name"),
        row.getString("login"),
        roles,
        Optional.ofNullable(row.getLong("team")).map(TeamId::new),
        Columns.constant(row, "locale", Language.class),
        Columns.constant(row, "theme", Theme.class),
        row.getBoolean("single_keys"),
        row.getBoolean("active"),
        row.getLong("version"));
  }
}
