package io.scoutline.calls.tracking;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.CallRules;
import io.scoutline.calls.Leg;
import io.scoutline.calls.Origin;
import io.scoutline.calls.RouteNote;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxEvent.ChannelCreated;
import io.scoutline.pbx.PbxEvent.OfChannel;
import io.scoutline.pbx.PbxEvent.Resynced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folds the events of one PBX into calls (P2.1). Deterministic: the same events, site and ids give the same calls.
 * Confined to one thread; it neither waits nor looks at a clock.
 *
 * <p>Tolerant of events that are late, doubled, out of order or missing: a channel that nobody announced gets its leg
 * from the first event that names it; what comes after a call's end corrects it (marked {@link CallChange.Corrected})
 * while it is remembered, and {@link Resynced} closes what the PBX no longer has (P2.5).
 */
public final class CallTracker {

  private final PbxName pbx;
  private final Ids ids;
  private final CallReducer reducer;
  private final CallIndex index = new CallIndex();
  private final Judgement judgement;
  private Set<String> knownWhenAsked = Set.of();

  public CallTracker(PbxName pbx, PbxSite site, EndpointOwners owners, Ids ids) {
    this.pbx = pbx;
    this.ids = ids;
    this.reducer = new CallReducer(pbx, site, owners);
    this.judgement = new Judgement(pbx, ids, reducer, index);
  }

  /** Takes one event and tells what it changed, in order; an empty list when it said nothing new. */
  public List<CallChange> apply(PbxEvent event) {
    return switch (event) {
      case OfChannel ofChannel -> applyToCall(ofChannel);
      case PbxEvent.ResyncAsked asked -> {
        index.open().forEach(tracked -> tracked.asked(asked));
        knownWhenAsked = index.open().flatMap(tracked -> tracked.call().legs().stream())
            .filter(Leg::isOpen).map(Leg::uniqueid).collect(Collectors.toSet());
        yield List.of();
      }
      case Resynced resynced -> resync(resynced);
      case PbxEvent.LinkUp _, PbxEvent.LinkDown _, PbxEvent.DeviceChanged _ -> List.of();
    };
  }

  /** Keeps what routing answered for the call that this channel began. */
  public List<CallChange> routed(String uniqueid, RouteNote note) {
    Optional<TrackedCall> tracked = index.byUniqueid(uniqueid);
    if (tracked.isEmpty()) {
      // The PBX asks before its first event has come over the other connection: the note waits for the call.
      index.keepNote(uniqueid, note);
      return List.of();
    }
    return step(tracked.get(), tracked.get().call().routed(note));
  }

  /** The calls that are open now. */
  public Collection<Call> open() {
    return index.open().map(TrackedCall::call).toList();
  }

  public Optional<Call> call(CallId id) {
    return index.byId(id).map(TrackedCall::call);
  }

  /** The events that made a call so far; empty when it is no longer remembered. */
  public List<PbxEvent> flightOf(CallId id) {
    return index.byId(id).map(TrackedCall::flight).orElse(List.of());
  }

  /** Takes over the calls that were open when the server stopped; the next resync closes those that are gone. */
  public void restore(Collection<Call> calls) {
    calls.forEach(call -> index.put(new TrackedCall(call)));
  }

  /**
   * Holds a call that the PBX has written down against what is known of it, and takes over what is missing (P2.6).
   *
   * @param written over, by the records alone
   * @param flight the records, as events
   * @param kept the rows of its channels: one; none when it is not written; two when a merger was lost
   * @param unwritten what was known and had no room on its way to a row
   */
  public Finding testify(Call written, List<PbxEvent> flight, List<Call> kept, Unwritten unwritten) {
    return judgement.of(written, flight, kept, unwritten);
  }

  private List<CallChange> applyToCall(OfChannel event) {
    ChannelRef channel = event.channel();
    if (channel.linkedid().isEmpty() && index.byUniqueid(channel.uniqueid()).isEmpty()) {
      // A rename names no linkedid: of a channel that was never seen it says too little to make a call of.
      return List.of();
    }
    var changes = new ArrayList<CallChange>();
    TrackedCall tracked = callOf(event, changes);
    tracked.remember(event);
    changes.addAll(step(tracked, reducer.apply(tracked.call(), event)));
    return changes;
  }

  /** The call that an event is about: found, merged from two, or opened by it. */
  private TrackedCall callOf(OfChannel event, List<CallChange> changes) {
    List<TrackedCall> named = Stream.concat(Mentioned.channels(event).map(ref -> index.byUniqueid(ref.uniqueid())),
        Mentioned.linkedids(event).map(index::byLinkedid)).flatMap(Optional::stream).distinct().toList();
    if (named.isEmpty()) {
      return open(event, changes);
    }
    return sameBridge(index.merge(named, changes), event, changes);
  }

  /** Two calls that meet in one bridge are one from then on, even when the linkedids have not said so yet. */
  private TrackedCall sameBridge(TrackedCall call, OfChannel event, List<CallChange> changes) {
    if (!(event instanceof PbxEvent.BridgeEntered entered)) {
      return call;
    }
    Optional<TrackedCall> met = index.inBridge(entered.bridge()).filter(other -> other != call);
    return met.map(other -> index.merge(List.of(call, other), changes)).orElse(call);
  }

  private TrackedCall open(OfChannel event, List<CallChange> changes) {
    ChannelRef channel = event.channel();
    var call = new Call(new CallId(ids.next()), pbx, List.of(channel.linkedid()), Origin.unseen(), event.at(),
        List.of(), List.of(), Optional.empty(), List.of(), Optional.empty(), 0);
    Call seen = reducer.apply(call, event);
    for (RouteNote note : index.notesFor(channel.uniqueid())) {
      seen = seen.routed(note);
    }
    var tracked = new TrackedCall(seen);
    index.put(tracked);
    changes.add(new CallChange.Opened(seen));
    return tracked;
  }

  /** Puts the next state in place and says what it is: a change, an end, or a correction of one that had ended. */
  private List<CallChange> step(TrackedCall tracked, Call next) {
    boolean wasOpen = tracked.call().isOpen();
    boolean same = next.equals(tracked.call());
    if (wasOpen && !next.hasOpenLegs() && !next.legs().isEmpty()) {
      tracked.update(next.ending(CallRules.endingOf(next)));
      index.settle(tracked);
      return List.of(new CallChange.Closed(tracked.call(), tracked.flight()));
    }
    if (!wasOpen && next.hasOpenLegs()) {
      // A late event named a channel of a call that had ended without it, or joined it to one that goes on: it was not
      // over.
      tracked.update(next.next(next.origin(), next.linkedids(), next.legs(), Optional.empty()));
      index.put(tracked);
      return List.of(new CallChange.Corrected(tracked.call(), tracked.flight()));
    }
    if (same) {
      return List.of();
    }
    tracked.update(wasOpen ? next : next.ending(CallRules.endingOf(next)));
    index.put(tracked);
    return List.of(wasOpen ? new CallChange.Changed(tracked.call())
        : new CallChange.Corrected(tracked.call(), tracked.flight()));
  }

  private List<CallChange> resync(Resynced resynced) {
    var changes = new ArrayList<CallChange>();
    Set<String> alive = new HashSet<>();
    for (LiveChannel live : resynced.channels()) {
      alive.add(live.channel().uniqueid());
      changes.addAll(catchUp(live, resynced.at()));
    }
    for (TrackedCall tracked : index.open().toList()) {
      Call call = tracked.call();
      Instant gone = call.goneBy(resynced.at());
      for (Leg leg : call.legs()) {
        if (leg.isOpen() && knownWhenAsked.contains(leg.uniqueid()) && !alive.contains(leg.uniqueid())) {
          call = reducer.ended(call, leg.uniqueid(), gone, 0, true);
        }
      }
      if (call != tracked.call()) {
        tracked.answered(resynced);
        changes.addAll(step(tracked, call));
      }
    }
    return changes;
  }

  /** Brings a channel that the PBX has up to what it says of it, as events that were missed would have. */
  private List<CallChange> catchUp(LiveChannel live, Instant at) {
    Instant began = at.minus(live.age().isNegative() ? Duration.ZERO : live.age());
    boolean known = index.byUniqueid(live.channel().uniqueid())
        .flatMap(tracked -> tracked.call().leg(live.channel().uniqueid())).isPresent();
    var changes = new ArrayList<CallChange>();
    if (!known) {
      changes.addAll(applyToCall(new ChannelCreated(began, live.channel(), live.state(), live.callerNumber(),
          live.callerName(), live.context(), live.extension())));
    } else {
      changes.addAll(applyIfNew(new PbxEvent.ChannelStateChanged(at, live.channel(), live.state())));
    }
    live.bridge().ifPresent(bridge ->
        changes.addAll(applyIfNew(new PbxEvent.BridgeEntered(at, live.channel(), bridge))));
    return changes;
  }

  /** Applies what a resync says only where it is news, so that each minute does not fill the flight record. */
  private List<CallChange> applyIfNew(OfChannel event) {
    Optional<TrackedCall> tracked = index.byUniqueid(event.channel().uniqueid());
    boolean news = tracked.isEmpty()
        || !reducer.apply(tracked.get().call(), event).equals(tracked.get().call());
    return news ? applyToCall(event) : List.of();
  }
}
