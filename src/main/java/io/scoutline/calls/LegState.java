package io.scoutline.calls;

/** How far a leg is. It only ever goes forward; the order of the constants is that order. */
public enum LegState {
  CREATED,
  RINGING,
  UP,
  ENDED
}
