package io.scoutline.calls.tracking;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.RouteNote;
import io.scoutline.calls.Stay;
import io.scoutline.kernel.BoundedMap;
import io.scoutline.kernel.CallId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a call by any of the PBX's ids for it. Calls that are over are remembered for a while, a bounded number of
 * them, so that a late or doubled event finds its call instead of making a ghost.
 */
final class CallIndex {

  /** At fifty calls a second this is forty seconds, far longer than events are late. */
  static final int REMEMBERED = 2_000;

  /** A note whose call never appears is forgotten when this many newer ones wait. */
  static final int WAITING_NOTES = 1_000;

  private final Map<CallId, TrackedCall> open = new LinkedHashMap<>();
  private final Map<CallId, TrackedCall> settled = new LinkedHashMap<>();
  private final Map<String, TrackedCall> byUniqueid = new HashMap<>();
  private final Map<String, TrackedCall> byLinkedid = new HashMap<>();
  private final Map<String, TrackedCall> byBridge = new HashMap<>();
  private final Map<String, List<RouteNote>> notes = BoundedMap.oldestOut(WAITING_NOTES);

  Stream<TrackedCall> open() {
    return open.values().stream();
  }

  Optional<TrackedCall> byId(CallId id) {
    return Optional.ofNullable(open.get(id)).or(() -> Optional.ofNullable(settled.get(id)));
  }

  Optional<TrackedCall> byUniqueid(String uniqueid) {
    return Optional.ofNullable(byUniqueid.get(uniqueid));
  }

  Optional<TrackedCall> byLinkedid(String linkedid) {
    return Optional.ofNullable(byLinkedid.get(linkedid));
  }

  /** The call of which a leg is in this bridge now; two that meet in one are merged at once, so there is but one. */
  Optional<TrackedCall> inBridge(String bridge) {
    return Optional.ofNullable(byBridge.get(bridge))
        .filter(tracked -> tracked.call().isOpen() && tracked.call().legs().stream().anyMatch(leg -> leg.isIn(bridge)));
  }

  void put(TrackedCall tracked) {
    Call call = tracked.call();
    if (call.isOpen()) {
      open.put(call.id(), tracked);
      settled.remove(call.id());
    }
    call.legs().forEach(leg -> byUniqueid.put(leg.uniqueid(), tracked));
    call.linkedids().forEach(linkedid -> byLinkedid.put(linkedid, tracked));
    staysOf(call).filter(Stay::isOpen).forEach(stay -> byBridge.put(stay.bridge(), tracked));
  }

  void settle(TrackedCall tracked) {
    open.remove(tracked.call().id());
    put(tracked);
    settled.put(tracked.call().id(), tracked);
    while (settled.size() > REMEMBERED) {
      remove(settled.values().iterator().next());
    }
  }

  void remove(TrackedCall tracked) {
    Call call = tracked.call();
    open.remove(call.id());
    settled.remove(call.id());
    call.legs().forEach(leg -> byUniqueid.remove(leg.uniqueid(), tracked));
    call.linkedids().forEach(linkedid -> byLinkedid.remove(linkedid, tracked));
    staysOf(call).forEach(stay -> byBridge.remove(stay.bridge(), tracked));
  }

  /**
   * Makes one of calls that turn out to be one: the oldest survives, and is found by the ids of all.
   *
   * @param calls one at least
   * @param changes gets a word of each that was absorbed
   */
  TrackedCall merge(List<TrackedCall> calls, List<CallChange> changes) {
    TrackedCall survivor = calls.getFirst();
    for (TrackedCall other : calls.subList(1, calls.size())) {
      survivor = merge(survivor, other, changes);
    }
    return survivor;
  }

  private TrackedCall merge(TrackedCall one, TrackedCall other, List<CallChange> changes) {
    boolean oneIsOlder = !one.call().startedAt().isAfter(other.call().startedAt());
    TrackedCall survivor = oneIsOlder ? one : other;
    TrackedCall absorbed = oneIsOlder ? other : one;
    survivor.absorb(absorbed);
    remove(absorbed);
    put(survivor);
    changes.add(new CallChange.Merged(survivor.call(), absorbed.call().id()));
    return survivor;
  }

  private static Stream<Stay> staysOf(Call call) {
    return call.legs().stream().flatMap(leg -> leg.stays().stream());
  }

  void keepNote(String uniqueid, RouteNote note) {
    notes.computeIfAbsent(uniqueid, _ -> new ArrayList<>()).add(note);
  }

  List<RouteNote> notesFor(String uniqueid) {
    List<RouteNote> waiting = notes.remove(uniqueid);
    return waiting == null ? List.of() : waiting;
  }
}
