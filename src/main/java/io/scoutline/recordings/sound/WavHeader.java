package io.scoutline.recordings.sound;

import io.scoutline.recordings.sound.AudioFormat.Encoding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the header that makes bare samples a WAV file. */
public final class WavHeader {

  /** Sizes in a WAV are unsigned 32 bit; this leaves room for the header. */
  public static final long MOST_DATA_BYTES = 0xFFFF_FFFFL - 64;

  private WavHeader() {}

  /** The bytes that stand before {@code dataBytes} bytes of samples; 44 for PCM, 58 for µ-law and A-law. */
  public static byte[] of(AudioFormat format, long dataBytes) {
    if (dataBytes < 0 || dataBytes > MOST_DATA_BYTES) {
      throw new IllegalArgumentException("more than a WAV can hold: " + dataBytes);
    }
    boolean pcm = format.encoding() == Encoding.PCM16;
    int length = pcm ? 44 : 58;
    long padding = dataBytes & 1;
    ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    name(header, "RIFF").putInt((int) (length - 8 + dataBytes + padding));
    name(header, "WAVE");
    name(header, "fmt ").putInt(pcm ? 16 : 18)
        .putShort((short) format.encoding().tag)
        .putShort((short) format.channels())
        .putInt(format.sampleRate())
        .putInt(format.sampleRate() * format.frameBytes())
        .putShort((short) format.frameBytes())
        .putShort((short) (format.encoding().sampleBytes * 8));
    if (!pcm) {
      header.putShort((short) 0);
      name(header, "fact").putInt(4).putInt((int) (dataBytes / format.frameBytes()));
    }
    name(header, "data").putInt((int) dataBytes);
    return header.array();
  }

  private static ByteBuffer name(ByteBuffer header, String fourLetters) {
    return header.put(fourLetters.getBytes(StandardCharsets.US_ASCII));
  }
}
