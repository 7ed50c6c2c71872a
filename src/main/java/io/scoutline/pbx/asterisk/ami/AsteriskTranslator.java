package io.scoutline.pbx.asterisk.ami;

import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.DeviceState;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.PbxEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.asteriskjava.manager.event.AgentCalledEvent;
import org.asteriskjava.manager.event.AgentConnectEvent;
import org.asteriskjava.manager.event.AttendedTransferEvent;
import org.asteriskjava.manager.event.BlindTransferEvent;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.BridgeLeaveEvent;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.DeviceStateChangeEvent;
import org.asteriskjava.manager.event.DialBeginEvent;
import org.asteriskjava.manager.event.DialEndEvent;
import org.asteriskjava.manager.event.DialEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.HoldEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.QueueCallerAbandonEvent;
import org.asteriskjava.manager.event.QueueCallerJoinEvent;
import org.asteriskjava.manager.event.QueueCallerLeaveEvent;
import org.asteriskjava.manager.event.RenameEvent;
import org.asteriskjava.manager.event.UnholdEvent;

/**
 * Asterisk's words into ours. Pure, and never fails: whatever a field holds, the answer is an event that is safe to
 * keep, or none when the event names no channel or is nothing to us. An absent text is empty; a linkedid is empty
 * where Asterisk gives none (a rename).
 */
final class AsteriskTranslator {

  private static final String SUCCESS = "Success";

  /** @param arrival the instant to use where the event does not say when it happened */
  Optional<PbxEvent> translate(ManagerEvent event, Instant arrival) {
    Instant at = Said.instant(event.getTimestamp(), arrival);
    return switch (event) {
      case NewChannelEvent created -> about(created.getUniqueId(), created.getLinkedid(), created.getChannel(),
          channel -> created(at, channel, created));
      case NewStateEvent changed -> about(changed.getUniqueId(), changed.getLinkedId(), changed.getChannel(),
          channel -> new PbxEvent.ChannelStateChanged(at, channel, ChannelState.ofCode(changed.getChannelState())));
      case RenameEvent renamed -> about(renamed.getUniqueId(), "", renamed.getNewname(),
          channel -> new PbxEvent.ChannelRenamed(at, channel, formerName(renamed)));
      case HangupEvent ended -> about(ended.getUniqueId(), ended.getLinkedId(), ended.getChannel(),
          channel -> new PbxEvent.ChannelEnded(at, channel, Said.number(ended.getCause()), name(ended.getCauseTxt())));
      case DialBeginEvent begun -> about(begun.getDestUniqueId(), begun.getDestLinkedId(), begun.getDestChannel(),
          channel -> new PbxEvent.DialBegun(at, channel, caller(begun, begun.getLinkedId()),
              name(begun.getDialString())));
      case DialEndEvent ended -> about(ended.getDestUniqueId(), ended.getDestLinkedId(), ended.getDestChannel(),
          channel -> new PbxEvent.DialEnded(at, channel, caller(ended, ended.getLinkedId()),
              DialStatus.of(ended.getDialStatus())));
      case BridgeEnterEvent entered -> about(entered.getUniqueId(), entered.getLinkedId(), entered.getChannel(),
          channel -> new PbxEvent.BridgeEntered(at, channel, id(entered.getBridgeUniqueId())));
      case BridgeLeaveEvent left -> about(left.getUniqueId(), left.getLinkedId(), left.getChannel(),
          channel -> new PbxEvent.BridgeLeft(at, channel, id(left.getBridgeUniqueId())));
      case HoldEvent held -> about(held.getUniqueId(), held.getLinkedId(), held.getChannel(),
          channel -> new PbxEvent.HoldBegun(at, channel));
      case UnholdEvent resumed -> about(resumed.getUniqueId(), resumed.getLinkedId(), resumed.getChannel(),
          channel -> new PbxEvent.HoldEnded(at, channel));
      case BlindTransferEvent transfer -> about(transfer.getTransfererUniqueId(), transfer.getTransfererLinkedId(),
          transfer.getTransfererChannel(), channel -> blind(at, channel, transfer));
      case AttendedTransferEvent transfer -> attended(at, transfer);
      case DeviceStateChangeEvent changed -> device(at, changed);
      default -> queue(at, event);
    };
  }

  private Optional<PbxEvent> queue(Instant at, ManagerEvent event) {
    return switch (event) {
      case QueueCallerJoinEvent joined -> about(joined.getUniqueId(), joined.getLinkedId(), joined.getChannel(),
          channel -> new PbxEvent.QueueJoined(at, channel, name(joined.getQueue()), Said.number(joined.getPosition())));
      case QueueCallerLeaveEvent left -> about(left.getUniqueId(), left.getLinkedId(), left.getChannel(),
          channel -> new PbxEvent.QueueLeft(at, channel, name(left.getQueue())));
      case QueueCallerAbandonEvent gone -> about(gone.getUniqueId(), gone.getLinkedId(), gone.getChannel(),
          channel -> new PbxEvent.QueueAbandoned(at, channel, name(gone.getQueue())));
      case AgentCalledEvent called -> about(called.getUniqueId(), called.getLinkedId(), called.getChannel(),
          channel -> reference(called.getDestUniqueId(), called.getDestLinkedId(), called.getDestChannel())
              .map(member -> new PbxEvent.QueueMemberCalled(at, channel, member, name(called.getQueue())))
              .orElse(null));
      case AgentConnectEvent connected -> about(connected.getUniqueId(), connected.getLinkedId(),
          connected.getChannel(),
          channel -> reference(connected.getDestUniqueId(), connected.getDestLinkedId(), connected.getDestChannel())
              .map(member -> new PbxEvent.QueueMemberConnected(at, channel, member, name(connected.getQueue())))
              .orElse(null));
      default -> Optional.empty();
    };
  }

  /** One line of {@code CoreShowChannels}; empty when it names no channel. */
  Optional<LiveChannel> live(CoreShowChannelEvent listed) {
    return reference(listed.getUniqueid(), listed.getLinkedid(), listed.getChannel())
        .map(channel -> new LiveChannel(channel, ChannelState.ofCode(listed.getChannelState()),
            Optional.of(id(listed.getBridgeid())).filter(bridge -> !bridge.isEmpty()),
            name(listed.getCallerIdNum()), Said.callerName(listed.getCallerIdName()), name(listed.getContext()),
            name(listed.getExten()), Said.duration(listed.getDuration())));
  }

  private static PbxEvent created(Instant at, ChannelRef channel, NewChannelEvent event) {
    return new PbxEvent.ChannelCreated(at, channel, ChannelState.ofCode(event.getChannelState()),
        name(event.getCallerIdNum()), Said.callerName(event.getCallerIdName()), name(event.getContext()),
        name(event.getExten()));
  }

  private static String formerName(RenameEvent renamed) {
    String former = renamed.getChannel() == null ? renamed.getOldname() : renamed.getChannel();
    return Said.text(former, Said.LONGEST_CHANNEL);
  }

  private static PbxEvent blind(Instant at, ChannelRef channel, BlindTransferEvent event) {
    return new PbxEvent.BlindTransferred(at, channel,
        reference(event.getTransfereeUniqueId(), event.getTransfereeLinkedId(), event.getTransfereeChannel()),
        name(event.getContext()), name(event.getExtension()), SUCCESS.equals(event.getResult()));
  }

  private static Optional<PbxEvent> attended(Instant at, AttendedTransferEvent event) {
    var second = reference(event.getSecondTransfererUniqueid(), event.getSecondTransfererLinkedId(),
        event.getSecondTransfererChannel());
    return about(event.getOrigTransfererUniqueid(), event.getOrigTransfererLinkedId(), event.getOrigTransfererChannel(),
        channel -> new PbxEvent.AttendedTransferred(at, channel, second.orElse(channel),
            reference(event.getTransfereeUniqueid(), event.getTransfereeLinkedId(), event.getTransfereeChannel()),
            reference(event.getTransferTargetUniqueID(), event.getTransferTargetLinkedID(),
                event.getTransferTargetChannel()),
            SUCCESS.equals(event.getResult())));
  }

  private static Optional<PbxEvent> device(Instant at, DeviceStateChangeEvent event) {
    String device = Said.text(event.getDevice(), Said.LONGEST_CHANNEL);
    return device.isEmpty()
        ? Optional.empty()
        : Optional.of(new PbxEvent.DeviceChanged(at, device, DeviceState.of(event.getState())));
  }

  private static Optional<ChannelRef> caller(DialEvent event, String linkedid) {
    return reference(event.getUniqueId(), linkedid, event.getChannel());
  }

  private static Optional<PbxEvent> about(String uniqueid, String linkedid, String channel,
      Function<ChannelRef, PbxEvent> event) {
    return reference(uniqueid, linkedid, channel).map(event);
  }

  private static Optional<ChannelRef> reference(String uniqueid, String linkedid, String channel) {
    String id = id(uniqueid);
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(new ChannelRef(id, id(linkedid), Said.text(channel, Said.LONGEST_CHANNEL)));
  }

  private static String id(String value) {
    return Said.text(value, Said.LONGEST_ID).strip();
  }

  private static String name(String value) {
    return Said.text(value, Said.LONGEST_NAME);
  }
}
