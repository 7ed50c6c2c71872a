package io.scoutline.pbx;

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

  /** {@link #UNKNOWN} for what is none of these. */
  public static DeviceState of(String said) {
    return Spoken.constant(said, UNKNOWN);
  }
}
