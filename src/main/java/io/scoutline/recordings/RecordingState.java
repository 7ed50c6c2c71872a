package io.scoutline.recordings;

/** Whether the sound is whole. A damaged recording may still hold sound that can be played. */
public enum RecordingState {
  READY,
  DAMAGED
}
