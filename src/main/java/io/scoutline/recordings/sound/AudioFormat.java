package io.scoutline.recordings.sound;

import java.time.Duration;

/**
 * How the sound of a recording is stored. A frame is one sample of each channel; the left channel is the client's
 * side, the right one ours (P6.1).
 */
public record AudioFormat(Encoding encoding, int channels, int sampleRate) {

  /** What MixMonitor's option {@code D} writes: both sides interleaved, 16 bit, 8 kHz, without a header. */
  public static final AudioFormat MIX_MONITOR_RAW = new AudioFormat(Encoding.PCM16, 2, 8_000);

  /** Sample encodings that browsers play from a WAV; the tag is the one of the {@code fmt } chunk. */
  public enum Encoding {
    PCM16(1, 2),
    ALAW(6, 1),
    ULAW(7, 1);

    final int tag;
    final int sampleBytes;

    Encoding(int tag, int sampleBytes) {
      this.tag = tag;
      this.sampleBytes = sampleBytes;
    }
  }

  public AudioFormat {
    if (channels < 1 || channels > 2 || sampleRate < 8_000 || sampleRate > 48_000) {
      throw new IllegalArgumentException("not a call's sound: " + channels + " channels, " + sampleRate + " Hz");
    }
  }

  public int frameBytes() {
    return channels * encoding.sampleBytes;
  }

  /** How long the whole frames of so many bytes last, to the millisecond, rounded down. */
  public Duration durationOf(long bytes) {
    return Duration.ofMillis(bytes / frameBytes() * 1_000 / sampleRate);
  }
}
