package io.scoutline.pbx.simulator;

/** Why a channel ended: the Q.850 causes that Asterisk reports for SIP calls, with its words for them. */
public enum HangupCause {
  NOT_DEFINED(0, "Unknown"),
  UNALLOCATED(1, "Unallocated (unassigned) number"),
  NORMAL_CLEARING(16, "Normal Clearing"),
  USER_BUSY(17, "User busy"),
  NO_USER_RESPONSE(18, "No user responding"),
  NO_ANSWER(19, "User alerting, no answer"),
  SUBSCRIBER_ABSENT(20, "Subscriber absent"),
  CALL_REJECTED(21, "Call Rejected"),
  ANSWERED_ELSEWHERE(26, "Answered elsewhere"),
  CONGESTION(34, "Circuit/channel congestion"),
  INTERWORKING(127, "Interworking, unspecified");

  private final int code;
  private final String text;

  HangupCause(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The Q.850 number, as in the event's {@code Cause}. */
  public int code() {
    return code;
  }

  /** Asterisk's words, as in the event's {@code Cause-txt}. */
  public String text() {
    return text;
  }

  /** The cause with this number, or {@link #NORMAL_CLEARING} for a number the simulator does not know. */
  static HangupCause of(int code) {
    for (var cause : values()) {
      if (cause.code == code) {
        return cause;
      }
    }
    return NORMAL_CLEARING;
  }
}
