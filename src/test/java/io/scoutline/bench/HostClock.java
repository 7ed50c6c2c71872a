package io.scoutline.bench;

import java.time.Instant;
import java.time.InstantSource;

/** The host's clock as a number of nanoseconds since 1970, as fine as the system gives it (microseconds or better). */
record HostClock(InstantSource source) {

  long nanos() {
    Instant now = source.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /** What a page's clock says, milliseconds since 1970 with a fraction, on the same scale. */
  static long ofPage(double milliseconds) {
    return (long) (milliseconds * 1e6);
  }
}
