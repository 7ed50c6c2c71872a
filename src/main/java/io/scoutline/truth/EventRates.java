package io.scoutline.truth;

import io.scoutline.kernel.PbxName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Events a second over the last half minute, from counters that are looked at now and then. Any thread. */
final class EventRates {

  static final Duration EVERY = Duration.ofSeconds(5);
  private static final int LOOKS = 7;

  private record Look(Instant at, long events) {}

  private final Map<PbxName, Deque<Look>> looks = new ConcurrentHashMap<>();

  synchronized void look(PbxName pbx, Instant at, long events) {
    Deque<Look> kept = looks.computeIfAbsent(pbx, _ -> new ArrayDeque<>());
    kept.addLast(new Look(at, events));
    while (kept.size() > LOOKS) {
      kept.removeFirst();
    }
  }

  /** Zero until it has been looked at twice. */
  synchronized double perSecond(PbxName pbx) {
    Deque<Look> kept = looks.get(pbx);
    if (kept == null || kept.size() < 2) {
      return 0;
    }
    Look first = kept.getFirst();
    Look last = kept.getLast();
    double seconds = Duration.between(first.at(), last.at()).toMillis() / 1_000.0;
    return seconds <= 0 ? 0 : Math.max(0, last.events() - first.events()) / seconds;
  }
}
