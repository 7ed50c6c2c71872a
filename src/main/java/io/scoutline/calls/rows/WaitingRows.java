package io.scoutline.calls.rows;

import static java.util.stream.Collectors.toSet;

import io.scoutline.kernel.CallId;
import io.scoutline.pbx.PbxEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The last state of each call that waits for the database, in the order in which they began to wait, and what gives way
 * when there is no room, in this order:
 *
 * <ol>
 *   <li>flight records: a call is kept without its events;
 *   <li>states of calls that go on: their end comes again;
 *   <li>the call that ended last: noted as {@link GivenUp} until the PBX's own records bring it up again.
 * </ol>
 *
 * <p>A call that absorbed another is always kept, for whoever forgets that has two calls of one. Not thread-safe.
 */
final class WaitingRows {

  private final CallWriter.Room room;
  private final WriterMeters meters;
  private final GivenUp givenUp = new GivenUp();
  private final LinkedHashMap<CallId, CallRow> rows = new LinkedHashMap<>();
  private long events;

  WaitingRows(CallWriter.Room room, WriterMeters meters) {
    this.room = room;
    this.meters = meters;
  }

  GivenUp givenUp() {
    return givenUp;
  }

  int size() {
    return rows.size();
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  boolean isFull() {
    return rows.size() >= room.calls();
  }

  void take(CallRow news) {
    CallRow row = withAllAbsorbed(news);
    CallId id = row.call().id();
    if (isFull() && !rows.containsKey(id) && row.absorbed().isEmpty() && !makeRoom(row)) {
      if (row.call().isOpen()) {
        meters.passedOver.increment();
      } else {
        meters.lost.increment();
        givenUp.add(row.call());
      }
      return;
    }
    givenUp.remove(id);
    CallRow before = rows.get(id);
    put(id, withoutFlightWhereFull(before == null ? row : before.followedBy(row), before));
  }

  /** What the absorbed ones had absorbed themselves is gone, too. */
  private CallRow withAllAbsorbed(CallRow row) {
    var all = new LinkedHashSet<>(row.absorbed());
    for (CallId gone : row.absorbed()) {
      givenUp.remove(gone);
      remove(gone).ifPresent(absorbed -> all.addAll(absorbed.absorbed()));
    }
    return row.absorbing(List.copyOf(all));
  }

  private boolean makeRoom(CallRow forWhom) {
    if (forWhom.call().isOpen()) {
      return false;
    }
    List<CallId> open = rows.values().stream().filter(row -> row.call().isOpen() && row.absorbed().isEmpty())
        .map(row -> row.call().id()).toList();
    open.forEach(this::remove);
    meters.passedOver.increment(open.size());
    return !open.isEmpty();
  }

  private Optional<CallRow> remove(CallId id) {
    Optional<CallRow> row = Optional.ofNullable(rows.remove(id));
    row.ifPresent(gone -> events -= eventsOf(gone));
    return row;
  }

  private CallRow withoutFlightWhereFull(CallRow row, CallRow before) {
    boolean fits = events - (before == null ? 0 : eventsOf(before)) + eventsOf(row) <= room.events();
    if (fits || row.flight().isEmpty()) {
      return row;
    }
    meters.flightsLeftOut.increment();
    return row.withFlight(before == null ? Optional.empty() : before.flight());
  }

  private void put(CallId id, CallRow row) {
    CallRow before = rows.put(id, row);
    events += eventsOf(row) - (before == null ? 0 : eventsOf(before));
  }

  private static int eventsOf(CallRow row) {
    return row.flight().map(List<PbxEvent>::size).orElse(0);
  }

  /** The first of them, at most so many; they are here no more. */
  List<CallRow> poll(int most) {
    var batch = new ArrayList<CallRow>();
    while (batch.size() < most && !rows.isEmpty()) {
      CallRow row = rows.pollFirstEntry().getValue();
      events -= eventsOf(row);
      batch.add(row);
    }
    return batch;
  }

  /** They were not written: they wait again, before all others, for what comes of a call depends on its order. */
  void giveBack(List<CallRow> batch) {
    // What was absorbed meanwhile must not be written after the call that absorbed it: it would stay as a ghost.
    Set<CallId> gone = rows.values().stream().flatMap(row -> row.absorbed().stream()).collect(toSet());
    for (CallRow row : batch.reversed()) {
      CallId id = row.call().id();
      if (!gone.contains(id)) {
        CallRow both = remove(id).map(row::followedBy).orElse(row);
        events += eventsOf(both);
        rows.putFirst(id, both);
      }
    }
  }

  /** Nothing of it will be written by this server any more. */
  void giveUpAll() {
    meters.lost.increment(rows.size());
    rows.clear();
    events = 0;
  }
}
