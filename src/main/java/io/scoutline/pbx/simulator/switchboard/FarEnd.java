package io.scoutline.pbx.simulator.switchboard;

/** The telephone, or the network, at the other end of a channel. Called on the timeline's thread. */
public interface FarEnd {
  /** A far end that is told nothing. */
  FarEnd SILENT = new FarEnd() {};

  /** The PBX sends an INVITE on this new channel. */
  default void invited(Channel channel) {}

  /** The PBX answered the call that this far end made. */
  default void answered(Channel channel) {}

  /** The far end now hears a machine that asks for a message. */
  default void hearsMachine(Channel channel) {}

  /** The far end now hears {@code other}. */
  default void bridged(Channel channel, Channel other) {}

  /** The channel is gone. */
  default void ended(Channel channel) {}
}
