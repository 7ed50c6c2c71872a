package io.scoutline.platform.database;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PromiseId;
import io.scoutline.kernel.RecordingId;
import io.scoutline.kernel.TeamId;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Turns our types into those the client sends. */
final class SqlValues {

  static Tuple tuple(Object... parameters) {
    Tuple tuple = Tuple.tuple();
    for (Object parameter : parameters) {
      tuple.addValue(value(parameter));
    }
    return tuple;
  }

  private static Object value(Object parameter) {
    return switch (parameter) {
      case null -> null;
      case Optional<?> optional -> value(optional.orElse(null));
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case Duration duration -> duration.toMillis();
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      case PersonId id -> id.value();
      case TeamId id -> id.value();
      case ClientId id -> id.value();
      case ContactId id -> id.value();
      case PromiseId id -> id.value();
      case CallId id -> id.value();
      case RecordingId id -> id.value();
      case Object[] array -> array(array);
      default -> parameter;
    };
  }

  private static Object array(Object[] array) {
    Class<?> of = array.getClass().getComponentType();
    Object[] target;
    if (of == Instant.class) {
      target = new OffsetDateTime[array.length];
    } else if (of == CallId.class || of == RecordingId.class) {
      target = new UUID[array.length];
    } else if (of.isEnum()) {
      target = new String[array.length];
    } else if (of == Duration.class || of.isRecord()) {
      target = new Long[array.length];
    } else {
      return array;
    }
    for (int i = 0; i < array.length; i++) {
      target[i] = value(array[i]);
    }
    return target;
  }

  private SqlValues() {}
}
