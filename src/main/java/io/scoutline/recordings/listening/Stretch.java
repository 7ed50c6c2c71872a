package io.scoutline.recordings.listening;

import io.scoutline.recordings.Recording;
import io.scoutline.recordings.sound.AudioFormat;
import io.scoutline.recordings.sound.WavHeader;
import java.util.List;
import java.util.stream.Collectors;

/** A stretch of a recording in milliseconds, the end not counted in. */
record Stretch(long fromMs, long toMs) {

  Stretch {
    if (fromMs < 0 || toMs < fromMs) {
      throw new IllegalArgumentException("not a stretch: " + fromMs + " to " + toMs);
    }
  }

  /** The sound in bytes {@code from} to {@code to} (counted in) of a file as we keep it, rounded outwards. */
  static Stretch ofBytes(Recording recording, long from, long to) {
    AudioFormat format = recording.format().orElseThrow();
    long header = WavHeader.of(format, 0).length;
    long firstFrame = Math.max(0, from - header) / format.frameBytes();
    long endFrame = Math.ceilDiv(Math.max(0, to + 1 - header), format.frameBytes());
    long end = Math.min(recording.duration().toMillis(), Math.ceilDiv(endFrame * 1_000, format.sampleRate()));
    return new Stretch(Math.min(end, firstFrame * 1_000 / format.sampleRate()), end);
  }

  /** As PostgreSQL writes an {@code int8multirange}. */
  static String sql(List<Stretch> stretches) {
    return stretches.stream()
        .map(stretch -> "[" + stretch.fromMs() + "," + stretch.toMs() + ")")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
