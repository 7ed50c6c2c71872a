package io.scoutline.calls;

import java.time.Instant;

/** How a call ended; with {@code evidence} of a resync the time is an estimate (P2.5). */
public record Ending(Instant at, Disposition disposition, EndEvidence evidence) {

  /** The same end, known from something else. */
  public Ending by(EndEvidence other) {
    return new Ending(at, disposition, other);
  }
}
