package io.scoutline.pbx;

import java.util.Locale;

/** What a device does, as {@code DeviceStateChange} says it. */
public enum DeviceState {
  UNKNOWN,
  NOT_INUSE,
  INUSE,
  BUSY,
  INVALID,
  UNAVAILABLE,
  RINGING,
  RINGINUSE,
  ONHOLD;

  public static DeviceState of(String said) {
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
