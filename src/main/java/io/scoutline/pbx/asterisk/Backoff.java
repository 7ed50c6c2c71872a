package io.scoutline.pbx.asterisk;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubled with each failure up to a longest, and between half and the
 * whole of that by chance, so that many links do not knock at once.
 */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private int failures;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  /** @param atMost where the doubling ends this time, when that is sooner */
  Duration afterFailure(Duration atMost) {
    Duration whole = first.multipliedBy(1L << Math.min(failures++, 20));
    Duration most = atMost.compareTo(longest) < 0 ? atMost : longest;
    Duration bounded = whole.compareTo(most) > 0 ? most : whole;
    return Duration.ofNanos((long) (bounded.toNanos() * (0.5 + random.nextDouble() / 2)));
  }

  void succeeded() {
    failures = 0;
  }
}
