package io.scoutline.calls;

import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.PbxEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Says PBX events in the words of a test and folds them: time only moves by {@link #after}. */
public final class Line {

  public static final PersonId OWNER = new PersonId(1);
  public static final PersonId DEPUTY = new PersonId(2);
  public static final Map<String, PersonId> PHONES =
      Map.of("PJSIP/101", OWNER, "PJSIP/102", DEPUTY, "PJSIP/mobile-101", OWNER);

  public final CallTracker tracker;
  public final List<PbxEvent> said = new ArrayList<>();
  public final List<CallChange> changes = new ArrayList<>();
  public Instant now = Instant.parse("2026-11-21T09:00:00Z");

  public Line() {
    this(counted());
  }

  public Line(Ids ids) {
    tracker = new CallTracker(new PbxName("main"),
        new PbxSite(Set.of("PJSIP/trunk"), Set.of("scoutline-incoming"), "RU"),
        (_, endpoint) -> Optional.ofNullable(PHONES.get(endpoint)), ids);
  }

  private static Ids counted() {
    var id = new AtomicLong();
    return () -> new UUID(0, id.incrementAndGet());
  }

  public static ChannelRef channel(String uniqueid, String linkedid, String name) {
    return new ChannelRef(uniqueid, linkedid, name);
  }

  public Line after(long seconds) {
    now = now.plusSeconds(seconds);
    return this;
  }

  public Line say(PbxEvent event) {
    said.add(event);
    changes.addAll(tracker.apply(event));
    return this;
  }

  public Line created(ChannelRef channel, ChannelState state, String number, String context, String extension) {
    return say(new PbxEvent.ChannelCreated(now, channel, state, number, "", context, extension));
  }

  /** A client rings in over the trunk. */
  public Line clientCalls(ChannelRef client, String number) {
    return created(client, ChannelState.RING, number, "scoutline-incoming", "74950000000");
  }

  public Line phoneRings(ChannelRef caller, ChannelRef phone) {
    created(phone, ChannelState.DOWN, "", "scoutline-internal", "");
    say(new PbxEvent.DialBegun(now, phone, Optional.of(caller), phone.endpoint()));
    return say(new PbxEvent.ChannelStateChanged(now, phone, ChannelState.RINGING));
  }

  public Line answers(ChannelRef caller, ChannelRef phone, String bridge) {
    say(new PbxEvent.ChannelStateChanged(now, phone, ChannelState.UP));
    say(new PbxEvent.DialEnded(now, phone, Optional.of(caller), DialStatus.ANSWER));
    say(new PbxEvent.ChannelStateChanged(now, caller, ChannelState.UP));
    enters(phone, bridge);
    return enters(caller, bridge);
  }

  public Line enters(ChannelRef channel, String bridge) {
    return say(new PbxEvent.BridgeEntered(now, channel, bridge));
  }

  public Line leaves(ChannelRef channel, String bridge) {
    return say(new PbxEvent.BridgeLeft(now, channel, bridge));
  }

  public Line dialEnds(ChannelRef caller, ChannelRef phone, DialStatus status) {
    return say(new PbxEvent.DialEnded(now, phone, Optional.of(caller), status));
  }

  public Line hangsUp(ChannelRef channel, int cause) {
    return say(new PbxEvent.ChannelEnded(now, channel, cause, ""));
  }

  public Line resync(ChannelRef... alive) {
    say(new PbxEvent.ResyncAsked(now));
    return say(new PbxEvent.Resynced(now, List.of(alive).stream().map(channel -> new LiveChannel(channel,
        ChannelState.UP, Optional.empty(), "", "", "scoutline-incoming", "", Duration.ofSeconds(5))).toList()));
  }

  /** The only call there is or was, in its last state. */
  public Call onlyCall() {
    List<Call> last = calls();
    if (last.size() != 1) {
      throw new AssertionError("not one call but " + last);
    }
    return last.getFirst();
  }

  /** The last state of each call that was not absorbed by another. */
  public List<Call> calls() {
    var byId = new java.util.LinkedHashMap<io.scoutline.kernel.CallId, Call>();
    for (CallChange change : changes) {
      byId.put(change.call().id(), change.call());
      if (change instanceof CallChange.Merged merged) {
        byId.remove(merged.absorbed());
      }
    }
    return List.copyOf(byId.values());
  }
}
