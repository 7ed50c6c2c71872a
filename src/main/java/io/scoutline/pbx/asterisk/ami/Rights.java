package io.scoutline.pbx.asterisk.ami;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an account may do, found from {@code ListCommands}, which lists the actions open to whoever asks (P16.3).
 *
 * @param known whether the PBX told us; without it nothing is concluded
 * @param actions names of the actions in lower case
 */
public record Rights(boolean known, Set<String> actions) {

  public static final Rights UNKNOWN = new Rights(false, Set.of());

  /** Actions that only a right beyond ours opens, and the right. */
  private static final Map<String, String> TELLING = new TreeMap<>(Map.of(
      "command", "command",
      "originate", "originate",
      "updateconfig", "config",
      "mixmonitor", "system",
      "moduleload", "system",
      "userevent", "user",
      "agi", "agi"));

  public Rights {
    actions = actions.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
  }

  /** Without these the link cannot do its work. */
  Set<String> missing() {
    return known && !actions.contains("coreshowchannels") ? Set.of("reporting") : Set.of();
  }

  public boolean mayControlRecording() {
    return !known || actions.contains("stopmixmonitor") && actions.contains("mixmonitormute");
  }

  /** Rights that the account has and the link does not need, by name. */
  public Set<String> needless() {
    var found = new TreeSet<String>();
    TELLING.forEach((action, right) -> {
      if (actions.contains(action)) {
        found.add(right);
      }
    });
    return found;
  }
}
