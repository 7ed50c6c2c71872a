package io.scoutline.pbx.asterisk.ami;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.asteriskjava.util.AstUtil;

/**
 * Cleans one message of the manager interface before Asterisk-Java builds objects of it: a doubled {@code ActionID}
 * or an {@code Event} that is a list would end its reading for good, and events that nobody here reads cost time.
 */
public final class AmiFrame {

  /** What the translator reads; anything else that comes without having been asked for is left out. */
  public static final Set<String> EVENTS = Set.of("newchannel", "newstate", "rename", "hangup", "dialbegin", "dialend",
      "bridgeenter", "bridgeleave", "hold", "unhold", "blindtransfer", "attendedtransfer", "queuecallerjoin",
      "queuecallerleave", "queuecallerabandon", "agentcalled", "agentconnect", "devicestatechange",
      "coreshowchannel", "coreshowchannelscomplete");

  private static final int MOST_LINES = 600;

  /**
   * The lines that are worth reading: each a header, each name once, the first one wins.
   *
   * @return empty when the message is to be left out
   */
  static List<String> cleaned(List<String> lines) {
    var kept = new ArrayList<String>(lines.size());
    var names = new HashSet<String>();
    String event = null;
    boolean bridge = false;
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon <= 0 || kept.size() == MOST_LINES) {
        continue;
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      if (!isName(name) || !names.add(name)) {
        continue;
      }
      String value = line.substring(colon + 1).strip();
      if (name.equals("event")) {
        event = value.toLowerCase(Locale.ROOT);
      }
      bridge |= name.equals("bridgeuniqueid") && !AstUtil.isNull(value);
      kept.add(line);
    }
    return isWanted(event, names.contains("response"), bridge) ? kept : List.of();
  }

  /** A bridge's event without the bridge's id would end the reading too. */
  private static boolean isWanted(String event, boolean response, boolean namesBridge) {
    if (event == null) {
      return response;
    }
    return EVENTS.contains(event) && (namesBridge || !event.startsWith("bridge"));
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isNameCharacter(name.charAt(i))) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= 64;
  }

  private static boolean isNameCharacter(char character) {
    return character >= 'a' && character <= 'z' || character >= '0' && character <= '9'
        || "-_()".indexOf(character) >= 0;
  }

  private AmiFrame() {}
}
