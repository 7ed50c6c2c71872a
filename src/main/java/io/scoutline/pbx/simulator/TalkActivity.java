package io.scoutline.pbx.simulator;

/** Being in a bridge of two: when one leaves, the other is let go too. */
final class TalkActivity implements Activity {
  static final TalkActivity INSTANCE = new TalkActivity();

  private TalkActivity() {}

  @Override
  public void farEndHungUp(Switchboard switchboard, Channel channel) {
    var bridge = channel.bridge;
    var other = bridge.other(channel);
    tellQueue(channel, "agent");
    tellQueue(other, "caller");
    switchboard.leave(channel);
    if (other != null) {
      switchboard.leave(other);
      other.cause = HangupCause.NORMAL_CLEARING;
    }
    // The dialled leg goes first: the other's dialplan only then gets its turn.
    var dialledFirst = !channel.runsDialplan || other == null;
    endIf(switchboard, dialledFirst ? channel : other);
    switchboard.dissolve(bridge);
    endIf(switchboard, dialledFirst ? other : channel);
  }

  static void tellQueue(Channel channel, String reason) {
    if (channel != null && channel.whenEnded != null) {
      var told = channel.whenEnded;
      channel.whenEnded = null;
      told.accept(reason);
    }
  }

  private static void endIf(Switchboard switchboard, Channel channel) {
    if (channel != null) {
      switchboard.end(channel);
    }
  }
}
