package io.scoutline.recordings;

import io.scoutline.recordings.sound.AudioFormat;
import io.scoutline.recordings.sound.WavHeader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Bytes as a PBX or a careless hand would leave them. */
public final class Sounds {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** So many milliseconds at 8 kHz with a tone of this amplitude on either side. */
  public Sounds stereo(int millis, int left, int right) {
    for (int frame = 0; frame < millis * 8; frame++) {
      double wave = Math.sin(frame * 2 * Math.PI * 400 / 8_000);
      sample((int) (wave * left));
      sample((int) (wave * right));
    }
    return this;
  }

  public Sounds mono(int millis, int amplitude) {
    for (int frame = 0; frame < millis * 8; frame++) {
      sample((int) (Math.sin(frame * 2 * Math.PI * 400 / 8_000) * amplitude));
    }
    return this;
  }

  public byte[] raw() {
    return bytes.toByteArray();
  }

  private void sample(int value) {
    bytes.write(value);
    bytes.write(value >> 8);
  }

  public static byte[] wav(AudioFormat format, byte[] samples) {
    return join(WavHeader.of(format, samples.length), samples);
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  public static byte[] chunk(String name, byte[] content) {
    ByteBuffer header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    header.put(name.getBytes(StandardCharsets.US_ASCII)).putInt(content.length);
    return join(header.array(), content, new byte[content.length & 1]);
  }
}
