package io.scoutline.recordings.samples;

import io.scoutline.recordings.sound.AudioFormat;
import io.scoutline.recordings.sound.TalkTime;
import java.time.Duration;
import java.util.Optional;

/** A recording that many rows of the demo share, with what was measured of it. */
public record Sample(
    String name, AudioFormat format, Duration duration, long bytes, Optional<TalkTime> talk, String sha256) {

  public Sample {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
      throw new IllegalArgumentException("not a sample's name: " + name);
    }
  }
}
