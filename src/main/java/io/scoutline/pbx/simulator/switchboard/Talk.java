package io.scoutline.pbx.simulator.switchboard;

import io.scoutline.pbx.simulator.scenario.HangupCause;
import java.util.List;

/** Being in a bridge of two: when one leaves, the other is let go too. */
public final class Talk implements Activity {
  static final Talk INSTANCE = new Talk();

  private Talk() {}

  @Override
  public void farEndHungUp(Switchboard switchboard, Channel channel) {
    var other = channel.bridge.other(channel);
    tellQueue(channel, "agent");
    tellQueue(other, "caller");
    switchboard.bridges.leave(channel);
    // On a real PBX each channel has its thread, so what comes first after this is chance.
    int order = switchboard.random.nextInt(3);
    if (order == 0) {
      switchboard.end(channel);
    }
    if (other != null) {
      if (other.cause == HangupCause.NOT_DEFINED) {
        other.cause = channel.cause;
      }
      switchboard.bridges.leave(other);
    }
    var rest = order == 1 || other == null ? List.of(channel) : List.of(other, channel);
    rest.forEach(switchboard::end);
    if (other != null) {
      switchboard.end(other);
    }
  }

  /** Tells the queue, if it brought this member the call, that the member's part is over. */
  public static void tellQueue(Channel channel, String reason) {
    if (channel != null && channel.whenEnded != null) {
      var told = channel.whenEnded;
      channel.whenEnded = null;
      told.accept(reason);
    }
  }
}
