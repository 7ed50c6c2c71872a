package io.scoutline.calls.recovery;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.Leg;
import io.scoutline.calls.recovery.BadDay.Step;
import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.calls.tracking.Finding;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.Ids;
import io.scoutline.pbx.PbxEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server as far as calls go, in memory: the tracker, the rows that it has written and those that are on their way,
 * and what the PBX's own records told. It can be killed.
 */
final class MemoryServer {

  /** A change on its way to the rows, and what was read in the records to make it. */
  private record Unwritten(CallChange change, Optional<Records.Written> because) {}

  private static final int MOST_UNWRITTEN = 50;

  private final Ids ids = RecordedCalls.ids();
  private final Map<CallId, Call> rows = new LinkedHashMap<>();
  private final Map<String, CallId> rowOfChannel = new HashMap<>();
  private final Deque<Unwritten> unwritten = new ArrayDeque<>();
  private final List<Records.Written> unsettled = new ArrayList<>();
  private CallTracker tracker = RecordedCalls.tracker(ids);

  MemoryServer hear(List<? extends PbxEvent> events) {
    events.forEach(event -> tracker.apply(event).forEach(change -> tell(change, Optional.empty())));
    return this;
  }

  /** The link is back, and the PBX has no channel any more. */
  MemoryServer resync(Instant last) {
    return hear(List.of(new PbxEvent.ResyncAsked(last.plusSeconds(30)),
        new PbxEvent.Resynced(last.plusSeconds(30), List.of())));
  }

  void meet(Step step) {
    switch (step) {
      case Step.Told told -> hear(List.of(told.event()));
      case Step.Asked asked -> hear(List.of(new PbxEvent.ResyncAsked(asked.at())));
      case Step.Listed listed -> hear(List.of(new PbxEvent.Resynced(listed.at(),
          listed.channels().stream().map(BadDay.Standing::channel).toList())));
      case Step.WrittenDown down -> read(down.written());
      case Step.Killed killed -> kill(killed.unwritten());
    }
  }

  /** What could not be judged before is judged again, now and then. */
  private void read(Records.Written written) {
    unsettled.add(written);
    if (unsettled.size() % 10 == 0) {
      settle();
    }
  }

  /** The end of the day: everything is written, and what the records told is held against it until all is said. */
  void settleAll() {
    for (int round = 0; round < 3 && !unsettled.isEmpty(); round++) {
      writeAll();
      settle();
    }
  }

  private List<Finding> settle() {
    var findings = new ArrayList<Finding>();
    for (Records.Written written : List.copyOf(unsettled)) {
      Finding finding = testify(written);
      findings.add(finding);
      if (!(finding instanceof Finding.TooEarly)) {
        unsettled.remove(written);
      }
    }
    return findings;
  }

  List<Finding> testify(List<Records.Written> all) {
    unsettled.addAll(all);
    return settle();
  }

  private Finding testify(Records.Written written) {
    Finding finding = tracker.testify(written.call(), written.flight(), rowsOf(written.call()),
        io.scoutline.calls.tracking.Unwritten.NONE);
    if (finding instanceof Finding.News news) {
      news.changes().forEach(change -> tell(change, Optional.of(written)));
    }
    return finding;
  }

  private List<Call> rowsOf(Call written) {
    return written.legs().stream().flatMap(leg -> Optional.ofNullable(rowOfChannel.get(leg.uniqueid())).stream())
        .distinct().flatMap(id -> Optional.ofNullable(rows.get(id)).stream()).toList();
  }

  private void tell(CallChange change, Optional<Records.Written> because) {
    unwritten.addLast(new Unwritten(change, because));
    if (unwritten.size() > MOST_UNWRITTEN) {
      write(unwritten.removeFirst().change());
    }
  }

  private void write(CallChange change) {
    if (change instanceof CallChange.Merged merged) {
      rows.remove(merged.absorbed());
    }
    Call before = rows.put(change.call().id(), change.call());
    change.call().legs().forEach(leg -> rowOfChannel.put(leg.uniqueid(), change.call().id()));
    if (before != null && !(change instanceof CallChange.Corrected)) {
      requireForward(before, change);
    }
  }

  /** P2.5: nothing that was known is taken back, but by a marked correction. */
  private static void requireForward(Call before, CallChange change) {
    for (Leg leg : before.legs()) {
      boolean back = change.call().leg(leg.uniqueid()).filter(now -> now.state().compareTo(leg.state()) >= 0).isEmpty();
      if (back) {
        throw new AssertionError("a leg went back: " + leg + " in " + change);
      }
    }
    if (!before.isOpen() && change.call().isOpen()) {
      throw new AssertionError("a call that was over is open without a correction: " + change);
    }
  }

  /** What was read to make a change that is lost is read again: the place in the records is kept with the rows. */
  private void kill(int lost) {
    for (int change = 0; change < lost && !unwritten.isEmpty(); change++) {
      unwritten.removeLast().because().filter(written -> !unsettled.contains(written)).ifPresent(unsettled::add);
    }
    writeAll();
    tracker = RecordedCalls.tracker(ids);
    tracker.restore(rows.values().stream().filter(Call::isOpen).toList());
  }

  private void writeAll() {
    unwritten.forEach(one -> write(one.change()));
    unwritten.clear();
  }

  Collection<Call> rows() {
    writeAll();
    return rows.values();
  }

  Collection<Call> open() {
    return tracker.open();
  }

  int unsettled() {
    return unsettled.size();
  }
}
