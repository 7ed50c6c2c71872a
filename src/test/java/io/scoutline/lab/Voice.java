package io.scoutline.lab;

import java.io.ByteArrayOutputStream;

/**
 * A sound with the rhythm of speech and a pitch of its own, so that a test can tell who is heard on which side of a
 * recording. 8000 samples a second.
 */
public record Voice(int pitch) {

  public static final int RATE = 8000;
  /** Pitches that are no multiples of each other. */
  public static final Voice CLIENT = new Voice(190);
  public static final Voice OWNER = new Voice(310);
  public static final Voice COLLEAGUE = new Voice(430);
  public static final Voice THIRD = new Voice(530);

  short sample(long position) {
    double time = (double) position / RATE;
    double syllable = 0.55 + 0.45 * Math.sin(2 * Math.PI * 3.1 * time);
    double tone = Math.sin(2 * Math.PI * pitch * time) + 0.15 * Math.sin(2 * Math.PI * 3 * pitch * time);
    return (short) (9000 * syllable * tone);
  }

  /** {@code count} samples from {@code position} on, as G.711 µ-law. */
  byte[] ulaw(long position, int count) {
    byte[] out = new byte[count];
    for (int i = 0; i < count; i++) {
      out[i] = toUlaw(sample(position + i));
    }
    return out;
  }

  /** A WAV file of this voice in G.711 µ-law, for SIPp's rtp_stream, which reads the raw payload. */
  byte[] ulawSeconds(int seconds) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ulaw(0, seconds * RATE));
    return out.toByteArray();
  }

  /** How much of this voice is in the samples: the amplitude at its pitch (Goertzel), 0 for none. */
  public double in(short[] samples) {
    double coefficient = 2 * Math.cos(2 * Math.PI * pitch / RATE);
    double before = 0;
    double last = 0;
    for (short sample : samples) {
      double next = sample + coefficient * last - before;
      before = last;
      last = next;
    }
    double power = last * last + before * before - coefficient * last * before;
    return samples.length == 0 ? 0 : 2 * Math.sqrt(Math.max(0, power)) / samples.length;
  }

  static byte toUlaw(int sample) {
    int sign = sample < 0 ? 0x80 : 0;
    int magnitude = Math.min(Math.abs(sample), 32635) + 132;
    int exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
    int mantissa = magnitude >> exponent + 3 & 0x0f;
    return (byte) ~(sign | exponent << 4 | mantissa);
  }

  static short fromUlaw(byte code) {
    int bits = ~code & 0xff;
    int magnitude = ((bits & 0x0f) << 3) + 132 << (bits >> 4 & 7);
    return (short) ((bits & 0x80) != 0 ? 132 - magnitude : magnitude - 132);
  }
}
