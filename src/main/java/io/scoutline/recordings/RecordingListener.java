package io.scoutline.recordings;

/** Learns of recordings as they come, so that a page can show them without being asked. */
@FunctionalInterface
public interface RecordingListener {

  /**
   * A recording can be played, is damaged, or found its call. Called on a thread of the intake, for one recording up
   * to three times (when it is taken, linked, moved to another call); must not block.
   */
  void changed(Recording recording);
}
