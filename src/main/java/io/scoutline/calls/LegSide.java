package io.scoutline.calls;

/** Whose channel a leg is. */
public enum LegSide {
  /** Over a trunk: the client. */
  CLIENT,
  /** A phone of ours. */
  PERSON,
  /** A Local channel: the PBX talking to itself; nobody's talk time. */
  PLUMBING
}
