package io.scoutline.pbx;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a PBX tells us, in our words. Sealed: a new kind of event is a compile error in every place that must know it.
 * Events can come late, twice, out of order or not at all; whoever folds them has to bear that.
 *
 * <p>{@code at} is the PBX's own clock where the event carries it, otherwise the instant of arrival.
 */
public sealed interface PbxEvent {

  Instant at();

  /** About the link itself, not about any call. */
  sealed interface OfLink extends PbxEvent {}

  /** About one channel. */
  sealed interface OfChannel extends PbxEvent {
    ChannelRef channel();
  }

  /** The link is usable: logged in, rights checked. {@code session} grows with each one. */
  record LinkUp(Instant at, long session, String version) implements OfLink {}

  /**
   * The link is not usable: the session ended, or a further attempt failed for another reason than before.
   * {@code reason} is a {@link LinkFault} in lower case.
   */
  record LinkDown(Instant at, long session, String reason) implements OfLink {}

  /**
   * The question for everything that the PBX has is on its way. Its place in the order of events, not a clock, tells
   * which channels an answer must know: those that were known here before it.
   */
  record ResyncAsked(Instant at) implements OfLink {}

  /** The whole answer to the last {@link ResyncAsked}; a channel that was known then and is not here is gone (P2.5). */
  record Resynced(Instant at, List<LiveChannel> channels) implements OfLink {
    public Resynced {
      channels = List.copyOf(channels);
    }
  }

  /** A device's state changed: what a phone is doing, calls of ours or not. */
  record DeviceChanged(Instant at, String device, DeviceState state) implements OfLink {}

  record ChannelCreated(Instant at, ChannelRef channel, ChannelState state, String callerNumber, String callerName,
      String context, String extension) implements OfChannel {}

  record ChannelStateChanged(Instant at, ChannelRef channel, ChannelState state) implements OfChannel {}

  record ChannelRenamed(Instant at, ChannelRef channel, String formerName) implements OfChannel {}

  /** {@code channel} is the one being dialled; {@code caller} is absent for an originate. */
  record DialBegun(Instant at, ChannelRef channel, Optional<ChannelRef> caller, String dialString)
      implements OfChannel {}

  record DialEnded(Instant at, ChannelRef channel, Optional<ChannelRef> caller, DialStatus status)
      implements OfChannel {}

  record BridgeEntered(Instant at, ChannelRef channel, String bridge) implements OfChannel {}

  record BridgeLeft(Instant at, ChannelRef channel, String bridge) implements OfChannel {}

  record HoldBegun(Instant at, ChannelRef channel) implements OfChannel {}

  record HoldEnded(Instant at, ChannelRef channel) implements OfChannel {}

  /** {@code channel} hands {@code transferee} over to {@code extension}, unannounced. */
  record BlindTransferred(Instant at, ChannelRef channel, Optional<ChannelRef> transferee, String context,
      String extension, boolean succeeded) implements OfChannel {}

  /**
   * {@code channel} and {@code second} are the two lines of the person who transfers; what was on the one is joined
   * with what was on the other. {@code transferee} and {@code target} are the two that stay.
   */
  record AttendedTransferred(Instant at, ChannelRef channel, ChannelRef second, Optional<ChannelRef> transferee,
      Optional<ChannelRef> target, boolean succeeded) implements OfChannel {}

  record QueueJoined(Instant at, ChannelRef channel, String queue, int position) implements OfChannel {}

  record QueueLeft(Instant at, ChannelRef channel, String queue) implements OfChannel {}

  /** The caller hung up while waiting. */
  record QueueAbandoned(Instant at, ChannelRef channel, String queue) implements OfChannel {}

  /** A queue rings a member: {@code channel} is the caller, {@code member} the channel that rings. */
  record QueueMemberCalled(Instant at, ChannelRef channel, ChannelRef member, String queue) implements OfChannel {}

  record QueueMemberConnected(Instant at, ChannelRef channel, ChannelRef member, String queue)
      implements OfChannel {}

  /** {@code cause} is the Q.850 cause, zero when the PBX gave none. */
  record ChannelEnded(Instant at, ChannelRef channel, int cause, String causeText) implements OfChannel {}
}
