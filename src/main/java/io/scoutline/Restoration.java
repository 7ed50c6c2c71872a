package io.scoutline;

import io.scoutline.board.CallFact;
import io.scoutline.board.CountingRule;
import io.scoutline.board.Norm;
import io.scoutline.calls.Call;
import io.scoutline.desk.DeskStore;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.presence.Availability;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Takes up what was going on when the server stopped (P3.4, pain 2): open calls, cards not yet written up, who is
 * away, the day's counts. Reads first, then hands everything to the owner's context at once; links start after it.
 */
record Restoration(Ground ground, Directories directories, CallFlow calls, Desks desks, Boards boards) {

  /** A card that nobody wrote up in half a day is not waited for any longer. */
  private static final Duration WRITE_UP_WITHIN = Duration.ofHours(12);
  private static final Duration BEST_HOUR_OF = Duration.ofDays(14);

  private record Found(Map<PbxName, List<Call>> open, List<Call> unwritten, Map<CallId, DeskStore.Left> left,
      Map<PersonId, Availability> availability, List<CallFact> facts, Map<PersonId, Integer> bestHours,
      List<Norm> norms, CountingRule rule) {}

  /** Waits; on a plain thread. */
  void run() {
    Found found = read();
    List<PersonId> everybody = directories.everybody();
    var done = new CompletableFuture<Void>();
    calls.stream.owner().runOnContext(_ -> {
      hand(found, everybody);
      done.complete(null);
    });
    done.join();
  }

  private Found read() {
    Instant now = ground.clock().instant();
    var open = new LinkedHashMap<PbxName, List<Call>>();
    ground.pbxs().forEach(pbx -> open.put(pbx, calls.rows.open(pbx)));
    List<Call> unwritten = calls.rows.findAll(desks.store.notWrittenUp(now.minus(WRITE_UP_WITHIN)));
    var ids = new ArrayList<CallId>();
    open.values().forEach(some -> some.forEach(call -> ids.add(call.id())));
    unwritten.forEach(call -> ids.add(call.id()));
    BusinessZone zone = ground.zone();
    LocalDate day = zone.dayOf(now);
    Instant today = zone.startOf(day);
    return new Found(open, unwritten, desks.store.left(ids), desks.availability.all(),
        boards.store.facts(today, zone.endOf(day)), boards.store.bestHours(now.minus(BEST_HOUR_OF), today),
        boards.store.norms(), boards.store.rules().getLast());
  }

  private void hand(Found found, List<PersonId> everybody) {
    everybody.forEach(desks.presence::know);
    found.availability().forEach(desks.presence::setAvailability);
    found.open().forEach(calls.stream::restore);
    found.open().values().stream().flatMap(List::stream).forEach(call -> restore(found, call));
    found.unwritten().forEach(call -> restore(found, call));
    boards.board.begin(found.facts(), found.bestHours(), found.norms(), found.rule());
  }

  private void restore(Found found, Call call) {
    DeskStore.Left left = found.left().get(call.id());
    if (left != null) {
      desks.desk.restore(call, left);
    }
  }
}
