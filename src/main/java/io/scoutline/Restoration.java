package io.scoutline;

import io.scoutline.board.Board;
import io.scoutline.board.BoardStore;
import io.scoutline.board.CallFact;
import io.scoutline.board.CountingRule;
import io.scoutline.board.Norm;
import io.scoutline.calls.Call;
import io.scoutline.calls.rows.CallStore;
import io.scoutline.calls.tracking.CallStream;
import io.scoutline.desk.Desk;
import io.scoutline.desk.DeskStore;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.presence.Availability;
import io.scoutline.presence.AvailabilityStore;
import io.scoutline.presence.Presence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Takes up what was going on when the server stopped (P3.4, pain 2): open calls, cards not yet written up, who is
 * away, the day's counts. Reads first, then hands everything to the owner's context at once; links start after it.
 */
record Restoration(CallStore calls, DeskStore desks, AvailabilityStore availability, BoardStore boards,
    InstantSource clock, BusinessZone zone) {

  /** A card that nobody wrote up in half a day is not waited for any longer. */
  private static final Duration WRITE_UP_WITHIN = Duration.ofHours(12);
  private static final Duration BEST_HOUR_OF = Duration.ofDays(14);

  private record Found(Map<PbxName, List<Call>> open, List<Call> unwritten, Map<CallId, DeskStore.Left> left,
      Map<PersonId, Availability> availability, List<CallFact> facts, Map<PersonId, Integer> bestHours,
      List<Norm> norms, CountingRule rule) {}

  void run(List<PbxName> pbxs, List<PersonId> everybody, CallStream stream, Presence presence, Desk desk, Board board) {
    Found found = read(pbxs);
    var done = new CompletableFuture<Void>();
    stream.owner().runOnContext(_ -> {
      hand(found, everybody, stream, presence, desk, board);
      done.complete(null);
    });
    done.join();
  }

  private Found read(List<PbxName> pbxs) {
    Instant now = clock.instant();
    var open = new LinkedHashMap<PbxName, List<Call>>();
    pbxs.forEach(pbx -> open.put(pbx, calls.open(pbx)));
    var unwritten = new ArrayList<Call>();
    desks.notWrittenUp(now.minus(WRITE_UP_WITHIN)).forEach(id -> calls.find(id).ifPresent(unwritten::add));
    var ids = new ArrayList<CallId>();
    open.values().forEach(some -> some.forEach(call -> ids.add(call.id())));
    unwritten.forEach(call -> ids.add(call.id()));
    Instant today = zone.startOf(zone.dayOf(now));
    return new Found(open, unwritten, desks.left(ids), availability.all(),
        boards.facts(today, zone.endOf(zone.dayOf(now))), boards.bestHours(now.minus(BEST_HOUR_OF), today),
        boards.norms(), boards.rules().getLast());
  }

  private static void hand(Found found, List<PersonId> everybody, CallStream stream, Presence presence, Desk desk, Board board) {
    everybody.forEach(presence::know);
    found.availability().forEach(presence::setAvailability);
    found.open().forEach(stream::restore);
    found.open().values().stream().flatMap(List::stream).forEach(call -> restore(found, desk, call));
    found.unwritten().forEach(call -> restore(found, desk, call));
    board.begin(found.facts(), found.bestHours(), found.norms(), found.rule());
  }

  private static void restore(Found found, Desk desk, Call call) {
    DeskStore.Left left = found.left().get(call.id());
    if (left != null) {
      desk.restore(call, left.drafts(), left.writtenUp(), left.client(), left.contact());
    }
  }
}
