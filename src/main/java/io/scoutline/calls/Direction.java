package io.scoutline.calls;

/** Which way a call goes, decided where it begins and never guessed from numbers afterwards (P2.2). */
public enum Direction {
  /** Began on a trunk. */
  INBOUND,
  /** Began at one of our phones or by our own originate, and left over a trunk. */
  OUTBOUND,
  /** Began at one of our phones and never left. */
  INTERNAL,
  /** Its beginning was not seen, and nothing since has told. */
  UNKNOWN
}
