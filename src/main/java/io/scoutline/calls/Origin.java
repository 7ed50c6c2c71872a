package io.scoutline.calls;

import io.scoutline.kernel.CallerNumber;

/**
 * How a call began: its direction, the party outside as the PBX named it, and what was dialled (our number for an
 * inbound call, theirs for an outbound one).
 */
public record Origin(Direction direction, CallerNumber outside, String callerName, String dialled) {

  public static Origin unseen() {
    return new Origin(Direction.UNKNOWN, new CallerNumber.Hidden(""), "", "");
  }

  /** Whether both tell of the same beginning; a name is worth no more than whoever sent it. */
  boolean isLike(Origin other) {
    return direction == other.direction && outside.equals(other.outside) && dialled.equals(other.dialled);
  }
}
