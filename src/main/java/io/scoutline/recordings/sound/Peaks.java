package io.scoutline.recordings.sound;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The drawn line of a recording: per channel one byte a column, 255 for full scale, so that a page can draw both lanes
 * without the sound. Measured once, when the file is taken in.
 *
 * @param columnMillis how long a column lasts; the last one may reach beyond the sound's end
 */
public record Peaks(double columnMillis, byte[][] channels) {

  static final int MOST_COLUMNS = 20_000;
  private static final int MAGIC = 0x534C504B;
  private static final int HEADER_BYTES = 16;

  /** Begins a file of peaks; one byte per channel and column follows, channels interleaved. */
  static void writeHeader(DataOutputStream out, AudioFormat format) throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(format.channels());
    out.writeInt(SoundMeter.columnFrames(format.sampleRate()));
    out.writeInt(format.sampleRate());
  }

  /**
   * Reads a file of peaks, drawn together to at most {@code width} columns: the highest of those that fall into one
   * stands for them. Memory is by the width, not by the length of the recording.
   *
   * @throws IOException when it cannot be read or is no file of peaks
   */
  public static Peaks read(Path file, int width) throws IOException {
    long size = Files.size(file);
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 65_536))) {
      if (size < HEADER_BYTES || in.readInt() != MAGIC) {
        throw new IOException("not a file of peaks");
      }
      int channels = in.readInt();
      int columnFrames = in.readInt();
      int sampleRate = in.readInt();
      if (channels < 1 || channels > 2 || columnFrames < 1 || sampleRate < 1) {
        throw new IOException("a file of peaks with an impossible header");
      }
      long columns = (size - HEADER_BYTES) / channels;
      long joined = Math.max(1, Math.ceilDiv(columns, Math.clamp(width, 1, MOST_COLUMNS)));
      byte[][] drawn = new byte[channels][(int) Math.ceilDiv(columns, joined)];
      join(in, columns, joined, drawn);
      return new Peaks(1_000.0 * columnFrames * joined / sampleRate, drawn);
    }
  }

  private static void join(DataInputStream in, long columns, long joined, byte[][] drawn) throws IOException {
    for (long column = 0; column < columns; column++) {
      int at = (int) (column / joined);
      for (byte[] lane : drawn) {
        int peak = in.read();
        if (peak < 0) {
          throw new EOFException("a file of peaks became shorter while it was read");
        }
        lane[at] = (byte) Math.max(Byte.toUnsignedInt(lane[at]), peak);
      }
    }
  }
}
