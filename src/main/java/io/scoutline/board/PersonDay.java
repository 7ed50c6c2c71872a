package io.scoutline.board;

import io.scoutline.kernel.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One person's finished calls of the day, by call, so that a correction replaces and nothing counts twice. What they
 * come to is worked out once after each change: a line of the board is drawn anew far more often, with each ring.
 */
final class PersonDay {

  private static final int SLICES = 12;
  private static final long SLICE_MS = Duration.ofMinutes(5).toMillis();

  private final Map<CallId, CallFact> facts = new LinkedHashMap<>();
  private CountingRule talliedBy;
  private Tally tally;

  void put(CallFact fact) {
    facts.put(fact.call(), fact);
    tally = null;
  }

  void remove(CallId call) {
    if (facts.remove(call) != null) {
      tally = null;
    }
  }

  Tally tally(CountingRule rule) {
    if (tally == null || !rule.equals(talliedBy)) {
      tally = Tally.of(List.copyOf(facts.values()), rule);
      talliedBy = rule;
    }
    return tally;
  }

  /** Calls begun in each five minutes of the last hour, the oldest first. */
  List<Integer> lastHour(Instant now) {
    int[] slices = new int[SLICES];
    for (CallFact fact : facts.values()) {
      long ago = Math.floorDiv(now.toEpochMilli() - fact.startedAt().toEpochMilli(), SLICE_MS);
      if (fact.external() && ago >= 0 && ago < SLICES) {
        slices[SLICES - 1 - (int) ago]++;
      }
    }
    return Arrays.stream(slices).boxed().toList();
  }
}
