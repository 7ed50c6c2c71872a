package io.scoutline.pbx.simulator.setup;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The classes of AMI events and actions; an account reads events and writes actions by class. */
public enum EventClass {
  SYSTEM, CALL, LOG, VERBOSE, COMMAND, AGENT, USER, CONFIG, DTMF, REPORTING, CDR, DIALPLAN, ORIGINATE, AGI,
  CC, AOC, SECURITY, MESSAGE;

  private final String privilege = name().toLowerCase(Locale.ROOT) + ",all";

  /** The value of the {@code Privilege} header, as Asterisk writes it. */
  public String privilege() {
    return privilege;
  }

  /** Reads a list such as {@code call,agent,reporting}; {@code all} is every class, unknown words are ignored. */
  public static Set<EventClass> parse(String list) {
    var classes = EnumSet.noneOf(EventClass.class);
    for (var word : list.split(",")) {
      var name = word.trim().toUpperCase(Locale.ROOT);
      if (name.equals("ALL") || name.equals("ON")) {
        return EnumSet.allOf(EventClass.class);
      }
      for (var value : values()) {
        if (value.name().equals(name)) {
          classes.add(value);
        }
      }
    }
    return classes;
  }
}
