package io.scoutline.kernel;

import java.util.UUID;

/** Identifies one recorded file. */
public record RecordingId(UUID value) {

  /** @throws IllegalArgumentException when the text is not a UUID */
  public static RecordingId parse(String text) {
    return new RecordingId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
