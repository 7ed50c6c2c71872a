package io.scoutline.pbx;

/** Asterisk's channel states, in the order in which a call can pass them. */
public enum ChannelState {
  DOWN,
  RESERVED,
  OFF_HOOK,
  DIALING,
  /** It hears ringing: the far end of an outgoing call, or a caller who waits. */
  RING,
  /** This device is ringing. */
  RINGING,
  UP,
  BUSY,
  UNKNOWN;

  /** By the number in {@code ChannelState} of an AMI event. */
  public static ChannelState ofCode(Integer code) {
    return switch (code) {
      case null -> UNKNOWN;
      case 0 -> DOWN;
      case 1 -> RESERVED;
      case 2 -> OFF_HOOK;
      case 3 -> DIALING;
      case 4 -> RING;
      case 5 -> RINGING;
      case 6 -> UP;
      case 7 -> BUSY;
      default -> UNKNOWN;
    };
  }
}
