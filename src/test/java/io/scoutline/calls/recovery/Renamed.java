package io.scoutline.calls.recovery;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes another call of a recorded one: the same in everything, with ids of its own and at another time. Goes through
 * any record, whatever it is made of.
 *
 * @param ids the PBX's ids of channels and bridges, wherever they stand
 */
record Renamed(String prefix, Set<String> ids, Duration later) {

  /** How a kind of record is taken apart and put together again. */
  private record Shape(Constructor<?> constructor, RecordComponent[] parts) {

    private static final Map<Class<?>, Shape> KNOWN = new ConcurrentHashMap<>();

    static Shape of(Class<?> kind) {
      return KNOWN.computeIfAbsent(kind, Shape::read);
    }

    private static Shape read(Class<?> kind) {
      try {
        RecordComponent[] parts = kind.getRecordComponents();
        Constructor<?> constructor = kind.getDeclaredConstructor(
            Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        Arrays.stream(parts).forEach(part -> part.getAccessor().setAccessible(true));
        return new Shape(constructor, parts);
      } catch (NoSuchMethodException never) {
        throw new IllegalStateException(never);
      }
    }

    Object changed(Renamed by, Object record) {
      try {
        var values = new Object[parts.length];
        for (int part = 0; part < parts.length; part++) {
          values[part] = by.of(parts[part].getAccessor().invoke(record));
        }
        return constructor.newInstance(values);
      } catch (ReflectiveOperationException wrong) {
        throw new IllegalStateException(wrong);
      }
    }
  }

  @SuppressWarnings("unchecked")
  <T> T of(T value) {
    return (T) switch (value) {
      case null -> null;
      case String text -> ids.contains(text) ? prefix + text : text;
      case Instant at -> at.plus(later);
      case Optional<?> maybe -> maybe.map(this::of);
      case List<?> list -> list.stream().map(this::of).toList();
      case Record record -> Shape.of(record.getClass()).changed(this, record);
      default -> value;
    };
  }
}
