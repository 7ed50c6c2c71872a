package io.scoutline.board;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Calls begun in each five minutes of the hour before a moment, the oldest first. It holds until the first of them
 * grows another five minutes old. Pure.
 *
 * @param fromMs the first moment for which it was worked out, in milliseconds of the epoch
 * @param untilMs the first for which it may no longer be true
 */
record LastHour(List<Integer> calls, long fromMs, long untilMs) {

  private static final int SLICES = 12;
  private static final long SLICE_MS = Duration.ofMinutes(5).toMillis();

  static LastHour at(Instant now, Collection<CallFact> facts) {
    long nowMs = now.toEpochMilli();
    int[] slices = new int[SLICES];
    long until = Long.MAX_VALUE;
    for (CallFact fact : facts) {
      long begun = fact.startedAt().toEpochMilli();
      long ago = Math.floorDiv(nowMs - begun, SLICE_MS);
      if (fact.external() && ago < SLICES) {
        until = Math.min(until, begun + (ago + 1) * SLICE_MS);
        if (ago >= 0) {
          slices[SLICES - 1 - (int) ago]++;
        }
      }
    }
    return new LastHour(Arrays.stream(slices).boxed().toList(), nowMs, until);
  }

  boolean holdsAt(Instant now) {
    long nowMs = now.toEpochMilli();
    return nowMs >= fromMs && nowMs < untilMs;
  }
}
