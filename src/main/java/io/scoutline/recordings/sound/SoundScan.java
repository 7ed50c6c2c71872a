package io.scoutline.recordings.sound;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * Where the sound lies in a file that arrived. The content decides, not the ending of the name: a {@code .raw} that
 * begins as a WAV is read as one.
 */
public sealed interface SoundScan {

  /** Samples in {@code [offset, offset + bytes)}, whole frames only; {@code cut} when there should have been more. */
  record Found(AudioFormat format, long offset, long bytes, boolean cut) implements SoundScan {}

  record Refused(Fault fault) implements SoundScan {}

  /** @param raw whether the name promises bare samples as MixMonitor writes them */
  static SoundScan of(SeekableByteChannel file, boolean raw) throws IOException {
    if (file.size() == 0) {
      return new Refused(Fault.EMPTY);
    }
    if (WavChunks.begin(file)) {
      return new WavChunks(file).scan();
    }
    return raw
        ? wholeFrames(AudioFormat.MIX_MONITOR_RAW, 0, file.size(), false)
        : new Refused(Fault.NOT_AUDIO);
  }

  static SoundScan wholeFrames(AudioFormat format, long offset, long bytes, boolean cut) {
    long odd = bytes % format.frameBytes();
    return bytes == odd
        ? new Refused(Fault.EMPTY)
        : new Found(format, offset, bytes - odd, cut || odd != 0);
  }
}
