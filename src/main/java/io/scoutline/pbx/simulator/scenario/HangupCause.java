package io.scoutline.pbx.simulator.scenario;

/** Why a channel ended: the Q.850 causes that Asterisk reports for SIP calls, with its words for them. */
public enum HangupCause {
  NOT_DEFINED(0, "Unknown", 0),
  UNALLOCATED(1, "Unallocated (unassigned) number", 404),
  NORMAL_CLEARING(16, "Normal Clearing", 0),
  USER_BUSY(17, "User busy", 486),
  NO_USER_RESPONSE(18, "No user responding", 408),
  NO_ANSWER(19, "User alerting, no answer", 480),
  SUBSCRIBER_ABSENT(20, "Subscriber absent", 480),
  CALL_REJECTED(21, "Call Rejected", 403),
  ANSWERED_ELSEWHERE(26, "Answered elsewhere", 0),
  CONGESTION(34, "Circuit/channel congestion", 503),
  INTERWORKING(127, "Interworking, unspecified", 500);

  private final int code;
  private final String text;
  private final int sipStatus;

  HangupCause(int code, String text, int sipStatus) {
    this.code = code;
    this.text = text;
    this.sipStatus = sipStatus;
  }

  /** The Q.850 number, as in the event's {@code Cause}. */
  public int code() {
    return code;
  }

  /** Asterisk's words, as in the event's {@code Cause-txt}. */
  public String text() {
    return text;
  }

  /** The SIP status that the PBX makes of this cause, 0 if none. */
  public int sipStatus() {
    return sipStatus;
  }

  /** The cause with this number, or {@link #NORMAL_CLEARING} for a number the simulator does not know. */
  public static HangupCause of(int code) {
    for (var cause : values()) {
      if (cause.code == code) {
        return cause;
      }
    }
    return NORMAL_CLEARING;
  }
}
