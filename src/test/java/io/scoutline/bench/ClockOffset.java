package io.scoutline.bench;

import java.util.Locale;

/** By how much a page's clock is ahead of the host's, and how sure that is; nanoseconds. */
record ClockOffset(long nanos, long doubtNanos) {

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%+.2f ms (± %.2f)", nanos / 1e6, doubtNanos / 1e6);
  }
}
