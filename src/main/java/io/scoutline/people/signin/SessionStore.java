package io.scoutline.people.signin;

import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Sql;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions; the token itself is nowhere, only its hash. */
final class SessionStore {

  private static final String COLUMNS = """
      id, person, created_at, last_seen_at, expires_at, ip, user_agent, csrf, coalesce(
        (SELECT w.change_due FROM people.password w WHERE w.person = session.person), false) AS password_due
      """;
  private static final String SESSION = "SELECT " + COLUMNS + "FROM people.session ";

  Session insert(
      Sql sql, TokenHash token, PersonId person, Instant now, Instant expires, String ip, String userAgent,
      String csrf) {
    return sql.exactlyOne("""
        INSERT INTO people.session
          (token_hash, person, created_at, last_seen_at, expires_at, ip, user_agent, csrf)
        VALUES ($1, $2, $3, $3, $4, $5, $6, $7)
        RETURNING\s""" + COLUMNS,
        SessionStore::session, Buffer.buffer(token.bytes()), person, now, expires, ip, userAgent, csrf);
  }

  /** The session of this token if it has not expired. */
  Optional<Session> find(Sql sql, TokenHash token, Instant now) {
    return sql.one(SESSION + "WHERE token_hash = $1 AND expires_at > $2",
        SessionStore::session, Buffer.buffer(token.bytes()), now);
  }

  void seen(Sql sql, long id, Instant now, Instant expires) {
    sql.update("UPDATE people.session SET last_seen_at = $2, expires_at = $3 WHERE id = $1", id, now, expires);
  }

  /** Those that have not expired, the last seen first. */
  List<Session> of(Sql sql, PersonId person, Instant now) {
    return sql.query(SESSION + "WHERE person = $1 AND expires_at > $2 ORDER BY last_seen_at DESC, id DESC",
        SessionStore::session, person, now);
  }

  Optional<Session> delete(Sql sql, long id) {
    return sql.one("DELETE FROM people.session WHERE id = $1 RETURNING " + COLUMNS, SessionStore::session, id);
  }

  Optional<Session> find(Sql sql, long id) {
    return sql.one(SESSION + "WHERE id = $1", SessionStore::session, id);
  }

  /** Ends all sessions of this person but one; zero spares none. Their ids. */
  List<Long> deleteAllOf(Sql sql, PersonId person, long except) {
    return sql.query("DELETE FROM people.session WHERE person = $1 AND id <> $2 RETURNING id",
        row -> row.getLong("id"), person, except);
  }

  /** Their ids. */
  List<Long> deleteExpired(Sql sql, Instant now) {
    return sql.query("DELETE FROM people.session WHERE expires_at <= $1 RETURNING id",
        row -> row.getLong("id"), now);
  }

  private static Session session(Row row) {
    return new Session(
        row.getLong("id"),
        new PersonId(row.getLong("person")),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "last_seen_at"),
        Columns.instant(row, "expires_at"),
        row.getString("ip"),
        row.getString("user_agent"),
        row.getString("csrf"),
        row.getBoolean("password_due"));
  }
}
