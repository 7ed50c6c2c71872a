package io.scoutline.platform.database;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/** Reads from a row the types that the client does not know. Each gives {@code null} for NULL. */
public final class Columns {

  public static Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  /** A {@code bigint} of milliseconds. */
  public static Duration duration(Row row, String column) {
    Long millis = row.getLong(column);
    return millis == null ? null : Duration.ofMillis(millis);
  }

  /** A text holding the lower-case name of a constant. */
  public static <E extends Enum<E>> E constant(Row row, String column, Class<E> type) {
    String name = row.getString(column);
    return name == null ? null : Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }

  private Columns() {}
}
