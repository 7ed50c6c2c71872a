package io.scoutline.desk;

/** How a call came to this person. */
public enum CardRole {
  /** It was meant for this person. */
  TARGET,
  /** It rang for several. */
  GROUP,
  /** Somebody else spoke with the client first. */
  TRANSFERRED,
  /** This person made it. */
  PLACED
}
