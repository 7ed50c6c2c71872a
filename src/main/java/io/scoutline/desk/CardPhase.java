package io.scoutline.desk;

/** How far a card is. */
public enum CardPhase {
  RINGING,
  TALKING,
  HELD,
  /** The conversation is over and not yet written up. */
  WRAP_UP
}
