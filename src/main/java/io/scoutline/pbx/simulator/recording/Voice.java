package io.scoutline.pbx.simulator.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One person's sentences, 8000 samples a second, as the shipped sample holds them: µ-law, parted by silence.
 * Immutable.
 */
final class Voice {
  /** A longer silence parts two sentences. */
  private static final int GAP = 8000 * 4 / 10;
  private static final int QUIET = 200;
  private static final short[] LINEAR = linear();

  private final byte[] samples;
  private final List<Sentence> sentences;

  /** A stretch of samples, the end not included. */
  record Sentence(int from, int to) {
    int length() {
      return to - from;
    }
  }

  private Voice(byte[] samples) {
    this.samples = samples;
    this.sentences = cut(samples);
  }

  /** Reads {@code /simulator/voices/NAME.ul}. */
  static Voice load(String name) {
    try (var input = Voice.class.getResourceAsStream("/simulator/voices/" + name + ".ul")) {
      if (input == null) {
        throw new IllegalStateException("The speech sample " + name + " is missing");
      }
      return new Voice(input.readAllBytes());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static List<Sentence> cut(byte[] samples) {
    var sentences = new ArrayList<Sentence>();
    int begun = -1;
    int lastLoud = -1;
    for (int i = 0; i < samples.length; i++) {
      if (Math.abs(LINEAR[samples[i] & 0xFF]) > QUIET) {
        begun = begun < 0 ? i : begun;
        lastLoud = i;
      } else if (begun >= 0 && i - lastLoud > GAP) {
        sentences.add(new Sentence(begun, lastLoud + 1));
        begun = -1;
      }
    }
    if (begun >= 0) {
      sentences.add(new Sentence(begun, lastLoud + 1));
    }
    return List.copyOf(sentences);
  }

  private static short[] linear() {
    var table = new short[256];
    for (int code = 0; code < 256; code++) {
      int inverted = ~code & 0xFF;
      int magnitude = ((inverted & 0x0F) << 3) + 0x84 << ((inverted & 0x70) >> 4);
      table[code] = (short) ((inverted & 0x80) == 0 ? magnitude - 0x84 : 0x84 - magnitude);
    }
    return table;
  }

  List<Sentence> sentences() {
    return sentences;
  }

  /** One sample, as signed 16 bit. */
  short at(int index) {
    return LINEAR[samples[index] & 0xFF];
  }
}
