package io.scoutline.platform.database;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;

/** Reads from a row what the client does not know: our types, and what may be missing. */
public final class Columns {

  /** Empty for NULL. */
  public static Optional<String> text(Row row, String column) {
    return Optional.ofNullable(row.getString(column));
  }

  /** An id in a {@code bigint}; empty for NULL. */
  public static <T> Optional<T> id(Row row, String column, LongFunction<T> type) {
    Long id = row.getLong(column);
    return id == null ? Optional.empty() : Optional.of(type.apply(id));
  }

  /** {@code null} for NULL. */
  public static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  /** A {@code bigint} of milliseconds; {@code null} for NULL. */
  public static Duration duration(Row row, String column) {
    Long millis = row.getLong(column);
    return millis == null ? null : Duration.ofMillis(millis);
  }

  /** A text holding the lower-case name of a constant; {@code null} for NULL. */
  public static <E extends Enum<E>> E constant(Row row, String column, Class<E> type) {
    String name = row.getString(column);
    return name == null ? null : Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }

  private Columns() {}
}
