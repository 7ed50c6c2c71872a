package io.scoutline.pbx.simulator.wire;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name filters of an account, in the two forms that matter for a list of event names:
 * {@code eventfilter(name(X)) =} and {@code eventfilter = Event: X}. A leading {@code !} or
 * {@code action(exclude)} excludes. With includes an event must match one; an exclude always wins.
 */
final class EventFilter {
  private static final Pattern NAME = Pattern.compile("name\\(([^)]*)\\)");
  private static final Pattern LEGACY = Pattern.compile("^(!?)\\s*Event: ?(\\w+)\\s*$");

  private final List<String> includes = new CopyOnWriteArrayList<>();
  private final List<String> excludes = new CopyOnWriteArrayList<>();

  /** One filter as its line in the account's section stands: what is in the brackets, and the value. */
  record Line(String criteria, String value) {}

  /** Adds filters written as lines of {@code manager.conf}; a line of another kind is ignored. */
  void addAll(Collection<String> lines) {
    for (var line : lines) {
      parse(line).ifPresent(filter -> add(filter.criteria, filter.value));
    }
  }

  /** Adds one filter; false if it is of a form that the simulator does not know. */
  boolean add(String criteria, String value) {
    if (criteria.isEmpty()) {
      return addLegacy(value);
    }
    Matcher name = NAME.matcher(criteria);
    if (!name.find()) {
      return false;
    }
    (criteria.contains("action(exclude)") ? excludes : includes).add(name.group(1).strip());
    return true;
  }

  private boolean addLegacy(String value) {
    var legacy = LEGACY.matcher(value);
    if (!legacy.matches()) {
      return false;
    }
    (legacy.group(1).isEmpty() ? includes : excludes).add(legacy.group(2));
    return true;
  }

  boolean passes(String event) {
    return (includes.isEmpty() || includes.contains(event)) && !excludes.contains(event);
  }

  private static Optional<Line> parse(String text) {
    var line = text.strip();
    if (!line.startsWith("eventfilter")) {
      return Optional.of(new Line("name(" + line + ")", ""));
    }
    int equals = line.indexOf('=');
    if (equals < 0) {
      return Optional.empty();
    }
    var head = line.substring("eventfilter".length(), equals).strip();
    var criteria = head.startsWith("(") && head.endsWith(")") ? head.substring(1, head.length() - 1) : "";
    return Optional.of(new Line(criteria, line.substring(equals + 1).replaceFirst("^>", "").strip()));
  }
}
