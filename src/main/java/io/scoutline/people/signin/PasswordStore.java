package io.scoutline.people.signin;

import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Sql;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/** Hashed passwords. */
public final class PasswordStore {

  /** Who may sign in under a login, and what their password is compared with. */
  public record Account(PersonId person, String login, Optional<PasswordHash> password) {}

  /** The active person with this login. @param login in lower case, as {@link SignIn} folds it */
  Optional<Account> byLogin(Sql sql, String login) {
    return sql.one("""
        SELECT p.id, p.login, w.hash
        FROM people.person p LEFT JOIN people.password w ON w.person = p.id
        WHERE lower(p.login) = $1 AND p.active""", PasswordStore::account, login);
  }

  public Optional<Account> of(Sql sql, PersonId person) {
    return sql.one("""
        SELECT p.id, p.login, w.hash
        FROM people.person p LEFT JOIN people.password w ON w.person = p.id
        WHERE p.id = $1 AND p.active""", PasswordStore::account, person);
  }

  public void set(Sql sql, PersonId person, PasswordHash hash, boolean changeDue, Instant now) {
    sql.update("""
        INSERT INTO people.password (person, hash, changed_at, change_due) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person) DO UPDATE
        SET hash = excluded.hash, changed_at = excluded.changed_at, change_due = excluded.change_due""",
        person, hash.encoded(), now, changeDue);
  }

  /** The same password at today's cost; does nothing when it was changed meanwhile. */
  void renew(Sql sql, PersonId person, PasswordHash old, PasswordHash renewed) {
    sql.update("UPDATE people.password SET hash = $3 WHERE person = $1 AND hash = $2",
        person, old.encoded(), renewed.encoded());
  }

  public boolean isChangeDue(Sql sql, PersonId person) {
    return sql.one("SELECT change_due FROM people.password WHERE person = $1",
        row -> row.getBoolean("change_due"), person).orElse(false);
  }

  private static Account account(Row row) {
    return new Account(new PersonId(row.getLong("id")), row.getString("login"),
        Optional.ofNullable(row.getString("hash")).map(PasswordHash::new));
  }
}
