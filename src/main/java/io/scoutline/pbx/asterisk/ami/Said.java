package io.scoutline.pbx.asterisk.ami;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Reads single values of the manager interface. Everything is a legal input: absent, too long, control characters,
 * marks that turn the direction of writing (names come from whoever calls).
 */
public final class Said {
  public static final int LONGEST_ID = 150;
  public static final int LONGEST_NAME = 160;
  static final int LONGEST_CHANNEL = 200;

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6}):([0-5]\\d):([0-5]\\d)");
  private static final double LATEST_SECOND = 32_503_680_000.0; // the year 3000

  /** The text without what cannot be shown safely, cut to a length; empty when there is none. */
  public static String text(String value, int longest) {
    if (value == null) {
      return "";
    }
    if (value.length() <= longest && value.chars().allMatch(character -> character >= ' ' && character < 0x7f)) {
      return value;
    }
    var kept = new StringBuilder(Math.min(value.length(), longest));
    value.codePoints()
        .filter(Said::isHarmless)
        .takeWhile(point -> kept.length() + Character.charCount(point) <= longest)
        .forEachOrdered(kept::appendCodePoint);
    return kept.toString();
  }

  /**
   * A caller's name as the caller sent it. Asterisk writes names, and nothing else, with escapes as in C; and it
   * keeps the backslash that SIP puts before a quotation mark inside a name.
   */
  public static String callerName(String value) {
    if (value == null || value.indexOf('\\') < 0) {
      return text(value, LONGEST_NAME);
    }
    return text(withoutBackslashes(withoutBackslashes(value)), LONGEST_NAME);
  }

  private static String withoutBackslashes(String value) {
    var plain = new StringBuilder(value.length());
    for (int at = 0; at < value.length(); at++) {
      boolean escaped = value.charAt(at) == '\\' && at + 1 < value.length();
      char character = value.charAt(escaped ? ++at : at);
      // Of control characters (n, t and so on after a backslash) nothing is kept: there is no place for them in a name.
      if (!escaped || "\\'\"?".indexOf(character) >= 0) {
        plain.append(character);
      } else if ("abfnrtv".indexOf(character) < 0) {
        plain.append('\\').append(character);
      }
    }
    return plain.toString();
  }

  private static boolean isHarmless(int point) {
    boolean turnsDirection = point >= 0x202a && point <= 0x202e || point >= 0x2066 && point <= 0x2069;
    boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    return !Character.isISOControl(point) && !turnsDirection && !surrogate;
  }

  /** Seconds since 1970 with microseconds, as {@code timestampevents} writes them; otherwise the arrival. */
  public static Instant instant(Double seconds, Instant arrival) {
    if (seconds == null || !(seconds > 0 && seconds < LATEST_SECOND)) {
      return arrival;
    }
    long whole = (long) Math.floor(seconds);
    return Instant.ofEpochSecond(whole, Math.round((seconds - whole) * 1_000_000) * 1_000);
  }

  /** A running time, {@code 00:01:07}; zero when it is not one. */
  static Duration duration(String value) {
    var matcher = DURATION.matcher(value == null ? "" : value);
    if (!matcher.matches()) {
      return Duration.ZERO;
    }
    return Duration.ofHours(Integer.parseInt(matcher.group(1)))
        .plusMinutes(Integer.parseInt(matcher.group(2)))
        .plusSeconds(Integer.parseInt(matcher.group(3)));
  }

  static int number(Integer value) {
    return value == null || value < 0 ? 0 : value;
  }

  private Said() {}
}
