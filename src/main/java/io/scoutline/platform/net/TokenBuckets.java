package io.scoutline.platform.net;

import io.scoutline.kernel.BoundedMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * How often something may be tried for each key: {@code burst} times at once, then once every {@code refill} (P16.2).
 * Safe on any thread. Remembers a bounded number of keys and forgets first those that were not used for longest.
 */
public final class TokenBuckets {

  private final Duration refill;
  private final Duration capacity;
  private final InstantSource clock;
  /** When each bucket will be full again; one that is full is as good as forgotten. */
  private final Map<String, Instant> fullAt;

  public TokenBuckets(int burst, Duration refill, int keysAtMost, InstantSource clock) {
    this.refill = refill;
    this.capacity = refill.multipliedBy(burst);
    this.clock = clock;
    this.fullAt = BoundedMap.unusedOut(keysAtMost);
  }

  /** Takes one token. Empty when there was one, otherwise how long until there will be. */
  public synchronized Optional<Duration> take(String key) {
    Instant now = clock.instant();
    Instant full = fullAtOf(key, now).plus(refill);
    Duration wait = Duration.between(now.plus(capacity), full);
    if (wait.isPositive()) {
      return Optional.of(wait);
    }
    fullAt.put(key, full);
    return Optional.empty();
  }

  /** Puts back a token that turned out not to be owed. */
  public synchronized void giveBack(String key) {
    fullAt.put(key, fullAtOf(key, clock.instant()).minus(refill));
  }

  /** One that will be full later than the emptiest could be was used before the clock was set back: it begins anew. */
  private Instant fullAtOf(String key, Instant now) {
    Instant full = fullAt.getOrDefault(key, now);
    return full.isBefore(now) || full.isAfter(now.plus(capacity)) ? now : full;
  }
}
