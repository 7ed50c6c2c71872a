package io.scoutline.board;

/** Whether a call counts for a person and why; the pages put the reason into words (P7.2). */
public enum Verdict {
  PLACED(true),
  ANSWERED_INBOUND(true),
  INTERNAL(false),
  /** It rang here, and this person did not take it. */
  NOT_TAKEN(false),
  /** Somebody else made the call. */
  NOT_PLACED(false),
  INBOUND_NOT_COUNTED(false),
  TOO_SHORT(false),
  /** The same number was called by this person before on that day. */
  REPEAT(false);

  private final boolean counts;

  Verdict(boolean counts) {
    this.counts = counts;
  }

  public boolean counts() {
    return counts;
  }
}
