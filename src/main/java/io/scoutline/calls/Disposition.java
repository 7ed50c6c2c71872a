package io.scoutline.calls;

/** The one outcome of a call, however many legs it had (P2.1). */
public enum Disposition {
  /** Inbound: one of our people spoke with the client. Outbound: the far end picked up. */
  ANSWERED,
  NO_ANSWER,
  BUSY,
  /** The caller gave up while waiting in a queue. */
  ABANDONED,
  VOICEMAIL,
  /** A blocked number: turned away on purpose (P4.4). */
  REFUSED,
  /** The network or the PBX could not carry it: no such number, congestion, a phone that is not there. */
  FAILED
}
