package io.scoutline;

import io.scoutline.kernel.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table of who may: one line for each thing, its name first, then {@code anyone}, {@code signed in}, roles, or
 * {@code token} for a machine that no session opens. It is
 * written by hand beside the code, so that a right that was given by mistake does not confirm itself.
 */
record Rights(Map<String, Allowed> lines) {

  /** Whom the roles are asked of; {@code nobody} means without signing in. */
  record Allowed(boolean nobody, boolean token, Set<Role> roles) {

    boolean allows(Optional<Role> who) {
      return who.map(roles::contains).orElse(nobody);
    }
  }

  static Rights table(String text) {
    var lines = new LinkedHashMap<String, Allowed>();
    text.lines().filter(line -> !line.isBlank()).forEach(line -> {
      String[] words = line.strip().split("\\s+", 2);
      if (words.length < 2 || lines.put(words[0], allowed(words[1].strip())) != null) {
        throw new IllegalArgumentException("not a line, or a second one of the same name: " + line);
      }
    });
    return new Rights(lines);
  }

  private static Allowed allowed(String who) {
    return switch (who) {
      case "anyone" -> new Allowed(true, false, EnumSet.allOf(Role.class));
      case "signed in" -> new Allowed(false, false, EnumSet.allOf(Role.class));
      case "token" -> new Allowed(false, true, EnumSet.noneOf(Role.class));
      default -> {
        var roles = EnumSet.noneOf(Role.class);
        Arrays.stream(who.split(",\\s*")).map(name -> Role.valueOf(name.toUpperCase(Locale.ROOT))).forEach(roles::add);
        yield new Allowed(false, false, roles);
      }
    };
  }

  Allowed of(String name) {
    return lines.get(name);
  }

  /** What has no line. */
  List<String> missing(List<String> names) {
    var missing = new ArrayList<>(names);
    missing.removeAll(lines.keySet());
    return missing;
  }

  /** Lines of what does not exist. */
  List<String> superfluous(List<String> names) {
    var superfluous = new ArrayList<>(lines.keySet());
    superfluous.removeAll(names);
    return superfluous;
  }
}
