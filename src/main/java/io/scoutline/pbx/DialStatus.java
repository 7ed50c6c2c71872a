package io.scoutline.pbx;

import java.util.Locale;

/** How one dialled leg ended, as {@code DialEnd} says it. */
public enum DialStatus {
  ANSWER,
  BUSY,
  NOANSWER,
  CANCEL,
  CONGESTION,
  CHANUNAVAIL,
  ABORT,
  CONTINUE,
  GOTO,
  UNKNOWN;

  public static DialStatus of(String said) {
    if (said == null) {
      return UNKNOWN;
    }
    try {
      return valueOf(said.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException notKnown) {
      return UNKNOWN;
    }
  }
}
