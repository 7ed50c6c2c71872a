package io.scoutline.board;

import io.scoutline.kernel.CallId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One person's finished calls of the day, by call, so that a correction replaces and nothing counts twice. What they
 * come to is worked out once after each change, and the last hour when a call grows older: a line of the board is
 * drawn anew far more often, with each ring.
 */
final class PersonDay {

  private final Map<CallId, CallFact> facts = new LinkedHashMap<>();
  private CountingRule talliedBy;
  private Tally tally;
  private LastHour lastHour;

  void put(CallFact fact) {
    facts.put(fact.call(), fact);
    forget();
  }

  /** @return whether it was there */
  boolean remove(CallId call) {
    boolean removed = facts.remove(call) != null;
    if (removed) {
      forget();
    }
    return removed;
  }

  private void forget() {
    tally = null;
    lastHour = null;
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
    if (lastHour == null || !lastHour.holdsAt(now)) {
      lastHour = LastHour.at(now, facts.values());
    }
    return lastHour.calls();
  }
}
