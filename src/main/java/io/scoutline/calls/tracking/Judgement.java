package io.scoutline.calls.tracking;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.CallRules;
import io.scoutline.calls.EndEvidence;
import io.scoutline.calls.Leg;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.PbxEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds a call that the PBX has written down against what its tracker knows and what stands in the rows, and takes over
 * what is missing (P2.6). Of the tracker, and on its thread.
 */
final class Judgement {

  private final PbxName pbx;
  private final Ids ids;
  private final CallReducer reducer;
  private final CallIndex index;

  Judgement(PbxName pbx, Ids ids, CallReducer reducer, CallIndex index) {
    this.pbx = pbx;
    this.ids = ids;
    this.reducer = reducer;
    this.index = index;
  }

  /** {@link CallTracker#testify}. */
  Finding of(Call written, List<PbxEvent> flight, List<Call> kept, Unwritten unwritten) {
    List<TrackedCall> known = new ArrayList<>(written.legs().stream().map(leg -> index.byUniqueid(leg.uniqueid()))
        .flatMap(Optional::stream).distinct().toList());
    List<Call> forgotten = kept.stream().filter(row -> index.byId(row.id()).isEmpty()).toList();
    if (known.stream().anyMatch(tracked -> tracked.call().isOpen())
        || forgotten.stream().anyMatch(row -> row.isOpen() && !unwritten.has(row.id()))) {
      return new Finding.TooEarly();
    }
    forgotten.forEach(row -> known.add(remember(row.isOpen() ? overBy(written, row) : row)));
    if (known.isEmpty()) {
      return recover(written, flight, unwritten);
    }
    var changes = new ArrayList<CallChange>();
    TrackedCall survivor = index.merge(known, changes);
    Finding finding = complete(survivor, written, flight, changes);
    if (!(finding instanceof Finding.Known)) {
      return finding;
    }
    if (unwritten.has(survivor.call().id())) {
      return new Finding.Unwritten(new CallChange.Corrected(survivor.call(), survivor.flight()));
    }
    // What is known here alone dies with the server: the records must be read again as long as no row tells it.
    boolean lasts = kept.size() == 1 && !kept.getFirst().isOpen() && kept.getFirst().isAllOf(written);
    return lasts ? finding : new Finding.TooEarly();
  }

  /** A row says that the call goes on, for the word of its end was given up: an estimate, which the records mend. */
  private Call overBy(Call written, Call row) {
    Instant gone = row.goneBy(written.ending().orElseThrow().at());
    Call over = row;
    for (Leg leg : row.legs()) {
      over = leg.isOpen() ? reducer.ended(over, leg.uniqueid(), gone, 0, true) : over;
    }
    return over.ending(CallRules.endingOf(over));
  }

  private Finding complete(TrackedCall tracked, Call written, List<PbxEvent> flight, List<CallChange> before) {
    if (tracked.call().isAllOf(written) && before.isEmpty()) {
      return new Finding.Known();
    }
    Call whole = tracked.call().completedBy(written);
    flight.forEach(tracked::remember);
    tracked.update(whole.ending(CallRules.endingOf(whole).by(EndEvidence.RECORDS)));
    index.settle(tracked);
    var changes = new ArrayList<>(before);
    changes.add(new CallChange.Corrected(tracked.call(), tracked.flight()));
    return new Finding.News(changes);
  }

  /** Whoever has seen it nevertheless has counted it under the id by which it was given up. */
  private Finding recover(Call written, List<PbxEvent> flight, Unwritten unwritten) {
    CallId id = written.linkedids().stream().flatMap(linkedid -> unwritten.of(pbx, linkedid).stream()).findFirst()
        .orElseGet(() -> new CallId(ids.nextAt(written.startedAt())));
    var call = new Call(id, pbx, written.linkedids(), written.origin(),
        written.startedAt(), written.legs(), written.routes(), written.queue(), written.queued(), Optional.empty(), 0);
    var tracked = new TrackedCall(call.ending(CallRules.endingOf(call).by(EndEvidence.RECORDS)));
    flight.forEach(tracked::remember);
    index.settle(tracked);
    return new Finding.News(List.of(new CallChange.Recovered(tracked.call(), tracked.flight())));
  }

  private TrackedCall remember(Call kept) {
    var tracked = new TrackedCall(kept);
    index.settle(tracked);
    return tracked;
  }
}
