package io.scoutline.pbx.simulator.switchboard;

/**
 * What the PBX is doing with a channel: dialling, waiting in a queue, being in a bridge. It alone decides what
 * follows when the far end of the channel hangs up.
 */
@FunctionalInterface
public interface Activity {
  /** Nothing runs on the channel yet: a hang-up simply ends it. */
  Activity IDLE = (switchboard, channel) -> switchboard.end(channel);

  /** The far end of the channel is gone; {@code channel.cause} says why. */
  void farEndHungUp(Switchboard switchboard, Channel channel);

  /** The far end answered a leg that the PBX dialled. */
  default void farEndAnswered(Switchboard switchboard, Channel channel) {}

  /** The far end began to ring. */
  default void farEndRings(Switchboard switchboard, Channel channel) {}
}
