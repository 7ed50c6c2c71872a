package io.scoutline.truth;

import io.scoutline.calls.CallChange;
import io.scoutline.calls.CallListener;
import io.scoutline.calls.EndEvidence;
import io.scoutline.calls.tracking.CallStream;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.PbxEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each comparison with a PBX closed (P2.5): calls whose channels were gone. Written on the owner's context, which
 * tells of the calls first and of the comparison after them; read on any thread.
 */
public final class ResyncLedger implements CallListener, CallStream.LinkListener {

  /**
   * @param closed calls that the last comparison ended
   * @param closedInAll since the server started
   */
  public record Entry(Instant at, int closed, long closedInAll) {}

  private final Map<PbxName, Integer> closing = new ConcurrentHashMap<>();
  private final Map<PbxName, Entry> entries = new ConcurrentHashMap<>();

  @Override
  public void on(CallChange change) {
    if (change instanceof CallChange.Closed(var call, _)
        && call.ending().filter(ending -> ending.evidence() == EndEvidence.RESYNC).isPresent()) {
      closing.merge(call.pbx(), 1, Integer::sum);
    }
  }

  @Override
  public void on(PbxName pbx, PbxEvent.OfLink event) {
    if (event instanceof PbxEvent.Resynced resynced) {
      Integer closed = closing.remove(pbx);
      int now = closed == null ? 0 : closed;
      entries.merge(pbx, new Entry(resynced.at(), now, now),
          (before, last) -> new Entry(last.at(), last.closed(), before.closedInAll() + last.closed()));
    }
  }

  Optional<Entry> last(PbxName pbx) {
    return Optional.ofNullable(entries.get(pbx));
  }
}
