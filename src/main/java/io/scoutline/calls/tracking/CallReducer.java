package io.scoutline.calls.tracking;

import io.scoutline.calls.Call;
import io.scoutline.calls.Direction;
import io.scoutline.calls.Leg;
import io.scoutline.calls.LegSide;
import io.scoutline.calls.Origin;
import io.scoutline.calls.Span;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxEvent.AttendedTransferred;
import io.scoutline.pbx.PbxEvent.BlindTransferred;
import io.scoutline.pbx.PbxEvent.BridgeEntered;
import io.scoutline.pbx.PbxEvent.BridgeLeft;
import io.scoutline.pbx.PbxEvent.ChannelCreated;
import io.scoutline.pbx.PbxEvent.ChannelEnded;
import io.scoutline.pbx.PbxEvent.ChannelRenamed;
import io.scoutline.pbx.PbxEvent.ChannelStateChanged;
import io.scoutline.pbx.PbxEvent.DialBegun;
import io.scoutline.pbx.PbxEvent.DialEnded;
import io.scoutline.pbx.PbxEvent.HoldBegun;
import io.scoutline.pbx.PbxEvent.HoldEnded;
import io.scoutline.pbx.PbxEvent.QueueAbandoned;
import io.scoutline.pbx.PbxEvent.QueueJoined;
import io.scoutline.pbx.PbxEvent.QueueLeft;
import io.scoutline.pbx.PbxEvent.QueueMemberCalled;
import io.scoutline.pbx.PbxEvent.QueueMemberConnected;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one event makes of one call: a pure step. Repeats change nothing; an event whose predecessor was lost brings
 * what it knows of it along; a leg's state never goes back.
 */
final class CallReducer {

  private final PbxName pbx;
  private final PbxSite site;
  private final EndpointOwners owners;

  CallReducer(PbxName pbx, PbxSite site, EndpointOwners owners) {
    this.pbx = pbx;
    this.site = site;
    this.owners = owners;
  }

  Call apply(Call call, PbxEvent.OfChannel event) {
    Instant at = event.at();
    String uniqueid = event.channel().uniqueid();
    Call known = withLegOf(knownAs(call, event), event.channel(), at);
    return switch (event) {
      case ChannelCreated created -> created(known, created);
      case ChannelStateChanged changed -> state(known, uniqueid, changed.state(), at);
      case ChannelRenamed renamed -> known.changing(uniqueid,
          leg -> leg.renamed(renamed.channel().name(), renamed.channel().endpoint()));
      case DialBegun begun -> dialled(known, begun);
      case DialEnded ended -> dialEnded(known, uniqueid, ended);
      case BridgeEntered entered -> known.changing(uniqueid, leg -> leg.up(at).entered(entered.bridge(), at));
      case BridgeLeft left -> known.changing(uniqueid, leg -> leg.left(left.bridge(), at));
      case HoldBegun _ -> known.changing(uniqueid, leg -> leg.holding(true, at));
      case HoldEnded _ -> known.changing(uniqueid, leg -> leg.holding(false, at));
      case QueueJoined joined -> queued(known, joined.queue(), Span.opened(known.queued(), at));
      case QueueLeft left -> queued(known, left.queue(), Span.closed(known.queued(), at));
      case QueueAbandoned left -> queued(known, left.queue(), Span.closed(known.queued(), at));
      case QueueMemberCalled calls -> withLegOf(known, calls.member(), at);
      case QueueMemberConnected connected ->
          queued(withLegOf(known, connected.member(), at), connected.queue(), Span.closed(known.queued(), at));
      case BlindTransferred _, AttendedTransferred _ -> known;
      case ChannelEnded ended -> ended(known, uniqueid, at, ended.cause(), false);
    };
  }

  /** The call with every linkedid by which the event names its channels (P2.1). */
  private static Call knownAs(Call call, PbxEvent.OfChannel event) {
    Call known = call;
    for (String linkedid : Mentioned.linkedids(event).toList()) {
      known = known.alsoKnownAs(linkedid);
    }
    return known;
  }

  /** The call with a leg for this channel, should its creation not have been seen. */
  Call withLegOf(Call call, ChannelRef channel, Instant at) {
    if (call.leg(channel.uniqueid()).isPresent()) {
      return call;
    }
    LegSide side = site.sideOf(channel);
    Optional<PersonId> person = side == LegSide.PERSON ? owners.ownerOf(pbx, channel.endpoint()) : Optional.empty();
    return call.withLeg(Leg.begun(channel.uniqueid(), channel.name(), channel.endpoint(), side, person, at));
  }

  private Call created(Call call, ChannelCreated created) {
    Call with = state(call, created.channel().uniqueid(), created.state(), created.at());
    // The channel that a call began with is the one whose uniqueid became the linkedid; where that one is gone for
    // good (taken over by a resync), the first that we see has to do.
    boolean begins = begins(with, created.channel().uniqueid());
    boolean standsIn = with.origin().direction() == Direction.UNKNOWN;
    return begins || standsIn ? leavingOverATrunk(with.withOrigin(originOf(created))) : leavingOverATrunk(with);
  }

  private static boolean begins(Call call, String uniqueid) {
    return call.linkedids().getFirst().equals(uniqueid);
  }

  /** The beginning decides (P2.2): the context first, the endpoint where a PBX was set up with another context. */
  private Origin originOf(ChannelCreated first) {
    boolean fromOutside = site.trunkContexts().contains(first.context())
        || site.sideOf(first.channel()) == LegSide.CLIENT;
    return fromOutside
        ? new Origin(Direction.INBOUND, CallerNumber.read(first.callerNumber(), site.region()), first.callerName(),
            first.extension())
        : new Origin(Direction.INTERNAL, CallerNumber.read(first.extension(), site.region()), "", first.extension());
  }

  /** A call that began at a phone and takes a trunk is outbound; what it dialled was known from its first channel. */
  private static Call leavingOverATrunk(Call call) {
    boolean leaves = call.isExternal() && call.origin().direction() == Direction.INTERNAL;
    Origin origin = call.origin();
    return leaves
        ? call.withOrigin(new Origin(Direction.OUTBOUND, origin.outside(), origin.callerName(), origin.dialled()))
        : call;
  }

  private Call state(Call call, String uniqueid, ChannelState state, Instant at) {
    return switch (state) {
      case RINGING -> call.changing(uniqueid, leg -> leg.ringing(at));
      case UP -> call.changing(uniqueid, leg -> leg.up(at));
      case DOWN, RESERVED, OFF_HOOK, DIALING, RING, BUSY, UNKNOWN -> call;
    };
  }

  private Call dialled(Call call, DialBegun begun) {
    return leavingOverATrunk(begun.caller().map(caller -> withLegOf(call, caller, begun.at())).orElse(call));
  }

  private Call dialEnded(Call call, String uniqueid, DialEnded ended) {
    return call.changing(uniqueid, leg -> {
      Leg dialled = leg.dialled(ended.status());
      return ended.status() == DialStatus.ANSWER ? dialled.up(ended.at()) : dialled;
    });
  }

  private Call queued(Call call, String queue, List<Span> spans) {
    boolean same = spans.equals(call.queued()) && call.queue().filter(queue::equals).isPresent();
    return same ? call : call.queuedIn(queue, spans);
  }

  Call ended(Call call, String uniqueid, Instant at, int cause, boolean estimated) {
    Call over = call.changing(uniqueid, leg -> leg.ended(at, cause, estimated));
    return begins(over, uniqueid) && Span.anyOpen(over.queued())
        ? over.queuedIn(over.queue().orElse(""), Span.closed(over.queued(), at))
        : over;
  }
}
