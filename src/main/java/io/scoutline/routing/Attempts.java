package io.scoutline.routing;

import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Remembers who was rung for a call, until it is too old to be asked about again. Bounded; any thread. */
final class Attempts {
  static final Duration KEPT = Duration.ofMinutes(15);
  static final int MOST = 50_000;

  private record Key(PbxName pbx, String uniqueid) {}

  private record Rung(Instant at, Set<PersonId> people) {}

  /** Oldest first. */
  private final Map<Key, Rung> calls = new LinkedHashMap<>();

  /** Empty when nothing is known of the call. */
  synchronized Optional<Set<PersonId>> rungFor(PbxName pbx, String uniqueid) {
    return Optional.ofNullable(calls.get(new Key(pbx, uniqueid))).map(Rung::people);
  }

  synchronized void rung(PbxName pbx, String uniqueid, List<PersonId> people, Instant at) {
    var key = new Key(pbx, uniqueid);
    var all = new HashSet<>(people);
    Rung before = calls.remove(key);
    if (before != null) {
      all.addAll(before.people());
    }
    calls.put(key, new Rung(at, Set.copyOf(all)));
    forgetOld(at);
  }

  synchronized void forget(PbxName pbx, String uniqueid) {
    calls.remove(new Key(pbx, uniqueid));
  }

  private void forgetOld(Instant now) {
    var oldest = calls.values().iterator();
    while (oldest.hasNext()) {
      boolean old = oldest.next().at().isBefore(now.minus(KEPT));
      if (!old && calls.size() <= MOST) {
        return;
      }
      oldest.remove();
    }
  }
}
