package io.scoutline.people.signin;

import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Sql;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/** Which people have signed in in which browsers; of a browser's token there is only the hash. */
final class BrowserStore {

  /**
   * What stands for this person's use of this browser, if they have signed in there since.
   *
   * @param login in lower case, as {@link SignIn} folds it
   */
  Optional<Long> find(Sql sql, TokenHash token, String login, Instant since) {
    return sql.one("""
        SELECT b.id FROM people.known_browser b JOIN people.person p ON p.id = b.person
        WHERE b.token_hash = $1 AND lower(p.login) = $2 AND b.seen_at > $3""",
        row -> row.getLong("id"), Buffer.buffer(token.bytes()), login, since);
  }

  /** Whoever has signed in in this browser has done so in the one with the other token from now on. */
  void rename(Sql sql, TokenHash before, TokenHash after) {
    sql.update("UPDATE people.known_browser SET token_hash = $2 WHERE token_hash = $1",
        Buffer.buffer(before.bytes()), Buffer.buffer(after.bytes()));
  }

  void add(Sql sql, TokenHash token, PersonId person, Instant now) {
    sql.update("""
        INSERT INTO people.known_browser (token_hash, person, seen_at) VALUES ($1, $2, $3)
        ON CONFLICT (token_hash, person) DO UPDATE SET seen_at = excluded.seen_at""",
        Buffer.buffer(token.bytes()), person, now);
  }

  /** Forgets all of this person's browsers but so many, those that were used last. */
  void keepNewest(Sql sql, PersonId person, int most) {
    sql.update("""
        DELETE FROM people.known_browser WHERE id IN (
          SELECT id FROM people.known_browser WHERE person = $1 ORDER BY seen_at DESC, id DESC OFFSET $2)""",
        person, most);
  }

  void deleteAllOf(Sql sql, PersonId person) {
    sql.update("DELETE FROM people.known_browser WHERE person = $1", person);
  }

  void deleteAllOf(Sql sql, PersonId person, TokenHash except) {
    sql.update("DELETE FROM people.known_browser WHERE person = $1 AND token_hash <> $2", person,
        Buffer.buffer(except.bytes()));
  }

  int deleteUnusedSince(Sql sql, Instant time) {
    return sql.update("DELETE FROM people.known_browser WHERE seen_at <= $1", time);
  }
}
