package io.scoutline.pbx;

import java.time.Instant;

/**
 * What the PBX wrote down by itself, beside what it told over the link: the second witness (P2.6). In the words of the
 * link, so that the same fold makes calls of it; it says less (no ringing, no queues, no hold) and never comes late.
 */
public sealed interface Testimony {

  Instant at();

  /** Something happened to a channel. */
  record Happened(PbxEvent.OfChannel event) implements Testimony {
    @Override
    public Instant at() {
      return event.at();
    }
  }

  /** No channel of this linkedid is left. */
  record Retired(Instant at, String linkedid) implements Testimony {}
}
