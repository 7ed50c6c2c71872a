package io.scoutline.platform.database;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Statements, either each on its own ({@link Database}) or together in one transaction. Call on a virtual thread or a
 * plain one; the calling thread waits. On an event loop it throws {@link IllegalStateException} at once.
 *
 * <p>Parameters are {@code $1, $2, …}. Beside what the client knows they may be {@code Instant}, {@code Duration}
 * (milliseconds), an enum (its lower-case name), an identifier of the kernel, an {@code Optional}, or an array of
 * those.
 *
 * @throws DatabaseAway when there is no working connection
 * @throws DatabaseFault when the database refuses
 */
public interface Sql {

  /** All rows, in order. */
  <T> List<T> query(String sql, Function<Row, T> read, Object... parameters);

  /** How many rows were touched. */
  int update(String sql, Object... parameters);

  /** The same statement for each list of parameters, in one round trip. How many rows were touched in all. */
  int batch(String sql, List<Object[]> parameters);

  /**
   * The one row, if there is any.
   *
   * @throws IllegalStateException when there are several
   */
  default <T> Optional<T> one(String sql, Function<Row, T> read, Object... parameters) {
    List<T> rows = query(sql, read, parameters);
    if (rows.size() > 1) {
      throw new IllegalStateException("one row expected, found " + rows.size());
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
  }

  /** The one row that is always there: a count, a {@code RETURNING}. */
  default <T> T exactlyOne(String sql, Function<Row, T> read, Object... parameters) {
    return one(sql, read, parameters).orElseThrow(() -> new IllegalStateException("one row expected, found none"));
  }
}
