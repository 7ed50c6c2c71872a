package io.scoutline.board;

import io.scoutline.calls.ParticipantOutcome;
import io.scoutline.calls.Direction;
import io.scoutline.kernel.CallId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One person's finished calls of the day, by call, so that a correction replaces and nothing counts twice. */
final class PersonDay {

  private static final int SLICES = 12;
  private static final Duration SLICE = Duration.ofMinutes(5);

  private final Map<CallId, CallFact> facts = new LinkedHashMap<>();

  void put(CallFact fact) {
    facts.put(fact.call(), fact);
  }

  void remove(CallId call) {
    facts.remove(call);
  }

  List<CallFact> facts() {
    return new ArrayList<>(facts.values());
  }

  int answered() {
    return (int) facts.values().stream().filter(fact -> fact.external() && fact.answered()).count();
  }

  int missed() {
    return (int) facts.values().stream()
        .filter(fact -> fact.external() && fact.outcome() == ParticipantOutcome.MISSED).count();
  }

  int going(Direction direction) {
    return (int) facts.values().stream().filter(fact -> fact.external() && fact.direction() == direction).count();
  }

  Duration talked() {
    return facts.values().stream().filter(CallFact::external).map(CallFact::talked)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Calls begun in each five minutes of the last hour, the oldest first. */
  List<Integer> lastHour(Instant now) {
    int[] slices = new int[SLICES];
    for (CallFact fact : facts.values()) {
      long ago = Duration.between(fact.startedAt(), now).dividedBy(SLICE);
      if (fact.external() && ago >= 0 && ago < SLICES) {
        slices[SLICES - 1 - (int) ago]++;
      }
    }
    return java.util.Arrays.stream(slices).boxed().toList();
  }

  /** The most counted calls in any sixty minutes. */
  static int bestHour(List<CountingRule.Counted> judged) {
    List<Instant> starts = judged.stream().filter(one -> one.verdict().counts()).map(one -> one.fact().startedAt())
        .sorted().toList();
    int best = 0;
    for (int first = 0, last = 0; last < starts.size(); last++) {
      while (starts.get(first).plusSeconds(3600).isBefore(starts.get(last))) {
        first++;
      }
      best = Math.max(best, last - first + 1);
    }
    return best;
  }
}
