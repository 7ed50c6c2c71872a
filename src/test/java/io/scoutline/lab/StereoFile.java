package io.scoutline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** A recording as the dialplan leaves it: 16 bit, 8000 samples a second, left the outside, right us. */
public record StereoFile(Path path, short[] left, short[] right) {

  /** A voice is there when it is stronger than this; the other side's leaks nothing at all. */
  static final double AUDIBLE = 300;

  /** Waits until the recording of this channel is complete. */
  public static StereoFile await(LabAsterisk lab, String uniqueid) {
    Path path = lab.done().resolve(uniqueid + ".raw");
    lab.await(() -> Files.exists(path), "no finished recording " + path);
    return read(path);
  }

  private static StereoFile read(Path path) {
    try {
      ShortBuffer samples = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      short[] left = new short[samples.limit() / 2];
      short[] right = new short[samples.limit() / 2];
      for (int i = 0; i < left.length; i++) {
        left[i] = samples.get();
        right[i] = samples.get();
      }
      return new StereoFile(path, left, right);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Duration length() {
    return Duration.ofMillis(left.length * 1000L / Voice.RATE);
  }

  public boolean hasLeft(Voice voice) {
    return has(voice, left);
  }

  public boolean hasRight(Voice voice) {
    return has(voice, right);
  }

  /** Whether half a second anywhere has this voice. */
  private static boolean has(Voice voice, short[] samples) {
    int window = Voice.RATE / 2;
    for (int from = 0; from + window <= samples.length; from += window / 2) {
      if (voice.in(Arrays.copyOfRange(samples, from, from + window)) > AUDIBLE) {
        return true;
      }
    }
    return false;
  }

  /** How loud each side was, a letter for each tenth of a second. */
  @Override
  public String toString() {
    return path + " of " + length() + ", left " + loudness(left) + ", right " + loudness(right);
  }

  private static String loudness(short[] samples) {
    int tenth = Voice.RATE / 10;
    StringBuilder said = new StringBuilder();
    for (int from = 0; from + tenth <= samples.length; from += tenth) {
      int most = 0;
      for (int at = from; at < from + tenth; at++) {
        most = Math.max(most, Math.abs(samples[at]));
      }
      said.append(most < AUDIBLE / 10 ? '.' : most < AUDIBLE ? 'o' : 'O');
    }
    return said.toString();
  }
}
