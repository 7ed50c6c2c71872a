package io.scoutline.calls.tracking;

import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxEvent.AttendedTransferred;
import io.scoutline.pbx.PbxEvent.ChannelCreated;
import io.scoutline.pbx.PbxEvent.DialBegun;
import io.scoutline.pbx.PbxEvent.OfChannel;
import java.util.stream.Stream;

/** Whom an event names together: their calls are one from then on (P2.1). Pure. */
public final class Mentioned {

  /** The channels of one call that an event names. */
  public static Stream<ChannelRef> channels(OfChannel event) {
    return switch (event) {
      case DialBegun begun -> Stream.concat(begun.caller().stream(), Stream.of(begun.channel()));
      case PbxEvent.DialEnded ended -> Stream.concat(ended.caller().stream(), Stream.of(ended.channel()));
      case AttendedTransferred transferred when transferred.succeeded() ->
          Stream.concat(Stream.of(transferred.channel(), transferred.second()),
              Stream.concat(transferred.transferee().stream(), transferred.target().stream()));
      case PbxEvent.QueueMemberCalled called -> Stream.of(called.channel(), called.member());
      case PbxEvent.QueueMemberConnected connected -> Stream.of(connected.channel(), connected.member());
      case PbxEvent.BlindTransferred transferred ->
          Stream.concat(Stream.of(transferred.channel()), transferred.transferee().stream());
      // A transfer that failed brought nobody together.
      case AttendedTransferred _, ChannelCreated _, PbxEvent.ChannelStateChanged _, PbxEvent.ChannelRenamed _,
          PbxEvent.BridgeEntered _, PbxEvent.BridgeLeft _, PbxEvent.HoldBegun _, PbxEvent.HoldEnded _,
          PbxEvent.QueueJoined _, PbxEvent.QueueLeft _, PbxEvent.QueueAbandoned _, PbxEvent.ChannelEnded _ ->
          Stream.of(event.channel());
    };
  }

  /** Not all that name a channel name its linkedid; to have none in common with another joins nobody. */
  static Stream<String> linkedids(OfChannel event) {
    return channels(event).map(ChannelRef::linkedid).filter(linkedid -> !linkedid.isEmpty());
  }

  private Mentioned() {}
}
