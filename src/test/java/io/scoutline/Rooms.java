package io.scoutline;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The rooms of the house and the arrows between them, as docs/architecture.md has them. */
final class Rooms {

  static final String OUTSIDE = "outside";
  /** {@code App}, {@code Main} and what they wire with: the only place that sees every room. */
  private static final String DOOR = "the door";
  private static final Set<String> OPEN_TO_ALL = Set.of("kernel", "config", "platform");

  private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
      Map.entry("kernel", List.of()),
      Map.entry("config", List.of("kernel")),
      Map.entry("platform", List.of("kernel", "config")),
      Map.entry("audit", List.of()),
      Map.entry("pbx", List.of("kernel")),
      Map.entry("pbx.asterisk", List.of("pbx")),
      Map.entry("pbx.simulator", List.of("kernel")),
      Map.entry("people", List.of("audit")),
      Map.entry("clients", List.of("people")),
      Map.entry("calls", List.of("clients", "pbx")),
      Map.entry("presence", List.of("people", "calls")),
      Map.entry("promises", List.of("clients", "calls")),
      Map.entry("routing", List.of("presence", "clients")),
      Map.entry("desk", List.of("promises", "routing")),
      Map.entry("recordings", List.of("calls")),
      Map.entry("carried", List.of("recordings")),
      Map.entry("board", List.of("presence")),
      Map.entry("truth", List.of("recordings", "pbx.asterisk")),
      Map.entry("demo", List.of("desk", "recordings", "board", "pbx.simulator", "pbx.asterisk")));

  /** Rooms that stand on their own: what is open to the others is not open to them. */
  private static final Set<String> BARE = Set.of("kernel", "config", "platform", "pbx", "pbx.simulator");

  static Set<String> names() {
    return MAY_USE.keySet();
  }

  static boolean isKnown(String room) {
    return room.equals(DOOR) || MAY_USE.containsKey(room);
  }

  static String of(JavaClass one) {
    String name = one.getPackageName();
    if (!name.startsWith("io.scoutline")) {
      return OUTSIDE;
    }
    String inside = name.substring("io.scoutline".length());
    if (inside.isEmpty()) {
      return DOOR;
    }
    return Stream.of("pbx.asterisk", "pbx.simulator").filter(room -> (inside + ".").startsWith("." + room + "."))
        .findFirst().orElseGet(() -> inside.substring(1).split("\\.")[0]);
  }

  static boolean mayUse(String from, String to) {
    return from.equals(to) || from.equals(DOOR) || below(from).contains(to)
        || OPEN_TO_ALL.contains(to) && !BARE.contains(from);
  }

  private static Set<String> below(String room) {
    var found = new HashSet<String>();
    for (String next : MAY_USE.getOrDefault(room, List.of())) {
      if (found.add(next)) {
        found.addAll(below(next));
      }
    }
    return found;
  }

  private Rooms() {}
}
