package io.scoutline.recordings;

import io.scoutline.kernel.PersonId;
import java.util.Set;

/** Learns of recordings as they come, so that a page can show them without being asked. */
@FunctionalInterface
public interface RecordingListener {

  /**
   * A recording can be played, is damaged, or found its call. Called on a thread of the intake, for one recording up
   * to three times (when it is taken, linked, moved to another call); must not block.
   *
   * @param participants who took part in its call, and so may hear it; nobody while it has none
   */
  void changed(Recording recording, Set<PersonId> participants);
}
