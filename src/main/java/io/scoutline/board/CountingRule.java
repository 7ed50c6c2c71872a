package io.scoutline.board;

import io.scoutline.calls.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One version of the rule by which calls count (P7.2). Pure: the same facts give the same verdicts, in the order of
 * the calls' beginnings whatever the order of the facts.
 *
 * @param shortestRing an unanswered call that rang for less was none
 * @param repeatsCount whether another call to a number already counted that day counts
 * @param inboundCounts whether a client's call counts for whoever answered it
 */
public record CountingRule(int version, String name, Duration shortestRing, boolean repeatsCount,
    boolean inboundCounts) {

  public record Counted(CallFact fact, Verdict verdict) {}

  /** Judges the calls of one person on one day. */
  public List<Counted> judge(List<CallFact> facts) {
    var sorted = new ArrayList<>(facts);
    sorted.sort(Comparator.comparing(CallFact::startedAt).thenComparing(fact -> fact.call().value()));
    Set<String> called = new HashSet<>();
    var judged = new ArrayList<Counted>();
    for (CallFact fact : sorted) {
      Verdict verdict = judge(fact, called);
      if (verdict == Verdict.PLACED) {
        fact.number().ifPresent(called::add);
      }
      judged.add(new Counted(fact, verdict));
    }
    return judged;
  }

  private Verdict judge(CallFact fact, Set<String> called) {
    if (!fact.external()) {
      return Verdict.INTERNAL;
    }
    if (fact.direction() == Direction.INBOUND) {
      return inbound(fact);
    }
    if (!fact.placed()) {
      return Verdict.NOT_PLACED;
    }
    if (!fact.answered() && fact.rang().compareTo(shortestRing) < 0) {
      return Verdict.TOO_SHORT;
    }
    boolean repeat = !repeatsCount && fact.number().filter(called::contains).isPresent();
    return repeat ? Verdict.REPEAT : Verdict.PLACED;
  }

  private Verdict inbound(CallFact fact) {
    if (!fact.answered()) {
      return Verdict.NOT_TAKEN;
    }
    return inboundCounts ? Verdict.ANSWERED_INBOUND : Verdict.INBOUND_NOT_COUNTED;
  }
}
