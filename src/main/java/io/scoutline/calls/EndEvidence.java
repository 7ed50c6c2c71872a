package io.scoutline.calls;

/** What closed a call (P2.5). */
public enum EndEvidence {
  /** The PBX said so for each channel. */
  HANGUP,
  /** The PBX's own records, written while nobody listened (P2.6). */
  RECORDS,
  /** The PBX no longer had the channels when it was asked; the end time is an estimate. */
  RESYNC
}
