package io.scoutline.board;

import io.scoutline.calls.Direction;
import io.scoutline.calls.ParticipantOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one person's finished calls of a day come to by one rule (P7.2, P7.3). Pure; internal calls count nowhere.
 *
 * @param counted calls that count against the norm
 * @param uncounted the others, each with its reason on the page of calls
 * @param bestHour the most counted calls in any sixty minutes
 */
record Tally(int counted, int uncounted, int inbound, int outbound, int answered, int missed, Duration talked,
    int bestHour) {

  static Tally of(List<CallFact> facts, CountingRule rule) {
    List<CallFact> counted = rule.judge(facts).stream().filter(one -> one.verdict().counts())
        .map(CountingRule.Counted::fact).toList();
    List<CallFact> outside = facts.stream().filter(CallFact::external).toList();
    return new Tally(counted.size(), facts.size() - counted.size(), going(outside, Direction.INBOUND),
        going(outside, Direction.OUTBOUND), (int) outside.stream().filter(CallFact::answered).count(),
        (int) outside.stream().filter(fact -> fact.outcome() == ParticipantOutcome.MISSED).count(),
        outside.stream().map(CallFact::talked).reduce(Duration.ZERO, Duration::plus), bestHour(counted));
  }

  private static int going(List<CallFact> outside, Direction direction) {
    return (int) outside.stream().filter(fact -> fact.direction() == direction).count();
  }

  private static int bestHour(List<CallFact> counted) {
    List<Instant> starts = counted.stream().map(CallFact::startedAt).sorted().toList();
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
