package io.scoutline.recordings.sound;

import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.Optional;

/**
 * Measures sound as it passes: one peak per side and column of 20 ms, written at once, and which columns were loud.
 * What it holds grows by two bits a column (an hour: 45 kB), whatever else the length. Not safe for several threads.
 */
final class SoundMeter {

  static final int COLUMNS_PER_SECOND = 50;

  private final int channels;
  private final int columnFrames;
  private final OutputStream peaks;
  private final int[] highest;
  private final long[] energy;
  private final BitSet[] loud;
  private int framesInColumn;
  private int columns;

  /** @param peaks gets one byte per channel and column, channels interleaved, 255 for full scale */
  SoundMeter(AudioFormat format, OutputStream peaks) {
    this.channels = format.channels();
    this.columnFrames = columnFrames(format.sampleRate());
    this.peaks = peaks;
    this.highest = new int[channels];
    this.energy = new long[channels];
    this.loud = new BitSet[] {new BitSet(), new BitSet()};
  }

  static int columnFrames(int sampleRate) {
    return sampleRate / COLUMNS_PER_SECOND;
  }

  /** Takes the first {@code count} samples, whole frames, channels interleaved. */
  void accept(short[] samples, int count) throws IOException {
    for (int at = 0; at < count; ) {
      for (int channel = 0; channel < channels; channel++) {
        int sample = samples[at++];
        highest[channel] = Math.max(highest[channel], Math.abs(sample));
        energy[channel] += (long) sample * sample;
      }
      if (++framesInColumn == columnFrames) {
        closeColumn();
      }
    }
  }

  /** Closes the last, possibly shorter column. Who spoke how long is known of a recording with two sides only. */
  Optional<TalkTime> finish() throws IOException {
    if (framesInColumn > 0) {
      closeColumn();
    }
    return channels == 2 ? Optional.of(TalkTime.of(loud[0], loud[1], columns)) : Optional.empty();
  }

  private void closeColumn() throws IOException {
    for (int channel = 0; channel < channels; channel++) {
      peaks.write(Math.min(255, (highest[channel] * 255 + 16_384) / 32_768));
      double rms = Math.sqrt((double) energy[channel] / framesInColumn);
      loud[channel].set(columns, rms >= TalkTime.LOUD_RMS);
      highest[channel] = 0;
      energy[channel] = 0;
    }
    framesInColumn = 0;
    columns++;
  }
}
