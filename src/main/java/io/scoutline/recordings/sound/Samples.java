package io.scoutline.recordings.sound;

import io.scoutline.recordings.sound.AudioFormat.Encoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns stored bytes into linear 16-bit samples (ITU-T G.711 for µ-law and A-law). */
final class Samples {

  private static final short[] ULAW = new short[256];
  private static final short[] ALAW = new short[256];

  static {
    for (int code = 0; code < 256; code++) {
      ULAW[code] = fromUlaw(code);
      ALAW[code] = fromAlaw(code);
    }
  }

  private Samples() {}

  /** Decodes all whole samples from the buffer's position to its limit into {@code into}; returns how many. */
  static int decode(Encoding encoding, ByteBuffer bytes, short[] into) {
    int count = bytes.remaining() / encoding.sampleBytes;
    switch (encoding) {
      case PCM16 -> bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(into, 0, count);
      case ULAW -> look(ULAW, bytes, into, count);
      case ALAW -> look(ALAW, bytes, into, count);
    }
    return count;
  }

  private static void look(short[] table, ByteBuffer bytes, short[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = table[Byte.toUnsignedInt(bytes.get(bytes.position() + i))];
    }
  }

  private static short fromUlaw(int code) {
    int inverted = ~code & 0xFF;
    int magnitude = (((inverted & 0x0F) << 3) + 0x84 << (inverted >> 4 & 7)) - 0x84;
    return (short) ((inverted & 0x80) == 0 ? magnitude : -magnitude);
  }

  private static short fromAlaw(int code) {
    int even = code ^ 0x55;
    int segment = even >> 4 & 7;
    int step = (even & 0x0F) << 4;
    int magnitude = segment == 0 ? step + 8 : step + 0x108 << segment - 1;
    return (short) ((even & 0x80) == 0 ? -magnitude : magnitude);
  }
}
