package io.scoutline.pbx;

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

  /** {@link #UNKNOWN} for what is none of these. */
  public static DialStatus of(String said) {
    return Spoken.constant(said, UNKNOWN);
  }
}
