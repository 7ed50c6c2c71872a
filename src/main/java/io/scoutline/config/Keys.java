package io.scoutline.config;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads one object of the configuration and notes what is wrong, instead of stopping at the first fault. Every key that
 * is asked for is known; {@link #rest} reports the others.
 */
final class Keys {

  private final String path;
  private final JsonObject object;
  private final List<ConfigFault> faults;
  private final Set<String> asked = new HashSet<>();

  Keys(String path, JsonObject object, List<ConfigFault> faults) {
    this.path = path;
    this.object = object;
    this.faults = faults;
  }

  private String full(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  void fault(String key, String found, String allowed) {
    faults.add(new ConfigFault(full(key), found, allowed));
  }

  boolean has(String key) {
    return object.getValue(key) != null;
  }

  Keys part(String key) {
    asked.add(key);
    Object value = object.getValue(key);
    if (value != null && !(value instanceof JsonObject)) {
      fault(key, shown(value), "a group of keys");
    }
    return new Keys(full(key), value instanceof JsonObject part ? part : new JsonObject(), faults);
  }

  List<Keys> parts(String key) {
    asked.add(key);
    Object value = object.getValue(key);
    var parts = new ArrayList<Keys>();
    if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.getValue(i) instanceof JsonObject part) {
          parts.add(new Keys(full(key) + "[" + i + "]", part, faults));
        } else {
          fault(key + "[" + i + "]", shown(array.getValue(i)), "a group of keys");
        }
      }
    } else if (value != null) {
      fault(key, shown(value), "a list");
    }
    return parts;
  }

  String text(String key, String otherwise, String pattern, String allowed) {
    asked.add(key);
    Object value = object.getValue(key);
    if (value == null) {
      if (otherwise == null) {
        fault(key, "nothing", allowed);
        return "";
      }
      return otherwise;
    }
    String text = value.toString();
    if (value instanceof JsonObject || value instanceof JsonArray || !text.matches(pattern)) {
      fault(key, shown(value), allowed);
      return otherwise == null ? "" : otherwise;
    }
    return text;
  }

  /** A value by a reader that throws on what is not one. */
  <T> T read(String key, T otherwise, Function<String, T> reader, String allowed) {
    asked.add(key);
    Object value = object.getValue(key);
    if (value == null) {
      return otherwise;
    }
    try {
      return reader.apply(value.toString());
    } catch (RuntimeException notOne) {
      fault(key, shown(value), allowed);
      return otherwise;
    }
  }

  int number(String key, int otherwise, int least, int most) {
    String allowed = "a number from " + least + " to " + most;
    int number = read(key, otherwise, Integer::parseInt, allowed);
    if (number < least || number > most) {
      fault(key, Integer.toString(number), allowed);
      return otherwise;
    }
    return number;
  }

  boolean flag(String key, boolean otherwise) {
    return read(key, otherwise, text -> switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    }, "true or false");
  }

  /** Like {@code 90s}, {@code 15m}, {@code 12h}, {@code 30d}. */
  Duration duration(String key, Duration otherwise) {
    return read(key, otherwise, text -> {
      if (!text.matches("[1-9][0-9]{0,5}[smhd]")) {
        throw new DateTimeParseException("not a duration", text, 0);
      }
      long amount = Long.parseLong(text, 0, text.length() - 1, 10);
      return switch (text.charAt(text.length() - 1)) {
        case 's' -> Duration.ofSeconds(amount);
        case 'm' -> Duration.ofMinutes(amount);
        case 'h' -> Duration.ofHours(amount);
        default -> Duration.ofDays(amount);
      };
    }, "a number with s, m, h or d, like 90s");
  }

  Set<String> texts(String key, Set<String> otherwise, String pattern, String allowed) {
    return texts(key, otherwise, text -> text.matches(pattern), allowed);
  }

  Set<String> texts(String key, Set<String> otherwise, Predicate<String> fits, String allowed) {
    asked.add(key);
    Object value = object.getValue(key);
    if (value == null) {
      return otherwise;
    }
    var texts = new LinkedHashSet<String>();
    Iterable<?> items = value instanceof JsonArray array ? array : List.of(value.toString().split("\\s*,\\s*"));
    for (Object item : items) {
      if (item instanceof String text && fits.test(text)) {
        texts.add(text);
      } else {
        fault(key, shown(item), allowed);
      }
    }
    return texts;
  }

  /** The secret itself under {@code key}, or the file that holds it under {@code keyFile}; never both. */
  Optional<ServerConfig.Secret> secret(String key) {
    String fileKey = key + "File";
    asked.add(key);
    asked.add(fileKey);
    if (has(key) && has(fileKey)) {
      fault(key, "both " + key + " and " + fileKey, "one of them");
    }
    if (has(key)) {
      return Optional.of(new ServerConfig.Secret(object.getValue(key).toString()));
    }
    if (has(fileKey)) {
      try {
        return Optional.of(new ServerConfig.Secret(Files.readString(Path.of(object.getString(fileKey))).strip()));
      } catch (IOException | RuntimeException unreadable) {
        fault(fileKey, "a file that cannot be read: " + object.getValue(fileKey), "a readable file");
      }
    }
    return Optional.empty();
  }

  /** Reports every key that nobody asked for: a typing error would otherwise be a default. */
  void rest(String known) {
    for (String key : object.fieldNames()) {
      if (!asked.contains(key)) {
        fault(key, "an unknown key", known);
      }
    }
  }

  void rest() {
    rest(String.join(", ", asked.stream().sorted().toList()));
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    return "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
  }
}
