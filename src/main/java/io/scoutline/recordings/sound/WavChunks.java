package io.scoutline.recordings.sound;

import io.scoutline.recordings.sound.AudioFormat.Encoding;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The walk over a WAV's chunks up to its samples. Believes no length it has not compared with the file, and reads at
 * most {@value #MOST_CHUNKS} chunk headers, whatever the file says of itself.
 */
final class WavChunks {

  private static final int MOST_CHUNKS = 64;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final long UNKNOWN_LENGTH = 0xFFFF_FFFFL;

  private final SeekableByteChannel file;
  private final long size;

  WavChunks(SeekableByteChannel file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  /** Whether the file calls itself a WAV in its first twelve bytes. */
  static boolean begin(SeekableByteChannel file) throws IOException {
    if (file.size() < 12) {
      return false;
    }
    ByteBuffer start = read(file, 0, 12);
    return fourLetters(start).equals("RIFF") && fourLetters(start.position(8)).equals("WAVE");
  }

  SoundScan scan() throws IOException {
    Optional<AudioFormat> format = Optional.empty();
    long at = 12;
    for (int chunk = 0; chunk < MOST_CHUNKS && at + 8 <= size; chunk++) {
      ByteBuffer header = read(file, at, 8);
      String name = fourLetters(header);
      long length = Integer.toUnsignedLong(header.getInt());
      if (name.equals("data")) {
        return format.isPresent()
            ? samples(format.get(), at + 8, length)
            : new SoundScan.Refused(Fault.NOT_AUDIO);
      }
      if (name.equals("fmt ")) {
        if (length < 16 || at + 8 + length > size) {
          return new SoundScan.Refused(Fault.NOT_AUDIO);
        }
        format = formatIn(read(file, at + 8, (int) Math.min(length, 40)));
        if (format.isEmpty()) {
          return new SoundScan.Refused(Fault.UNSUPPORTED);
        }
      }
      at += 8 + length + (length & 1);
    }
    return new SoundScan.Refused(format.isPresent() ? Fault.EMPTY : Fault.NOT_AUDIO);
  }

  /** A writer that was killed leaves the length at zero or at its greatest: what follows is the sound, cut. */
  private SoundScan samples(AudioFormat format, long offset, long length) {
    long present = size - offset;
    boolean unfinished = length == UNKNOWN_LENGTH || length == 0 && present > 0;
    boolean cut = unfinished || length > present;
    return SoundScan.wholeFrames(format, offset, cut ? present : length, cut);
  }

  private static Optional<AudioFormat> formatIn(ByteBuffer chunk) {
    int tag = Short.toUnsignedInt(chunk.getShort(0));
    int channels = Short.toUnsignedInt(chunk.getShort(2));
    int sampleRate = chunk.getInt(4);
    int frameBytes = Short.toUnsignedInt(chunk.getShort(12));
    int sampleBits = Short.toUnsignedInt(chunk.getShort(14));
    int wanted = tag == EXTENSIBLE && chunk.limit() >= 26 ? Short.toUnsignedInt(chunk.getShort(24)) : tag;
    if (channels < 1 || channels > 2 || sampleRate < 8_000 || sampleRate > 48_000) {
      return Optional.empty();
    }
    for (Encoding encoding : Encoding.values()) {
      if (encoding.tag == wanted && sampleBits == encoding.sampleBytes * 8
          && frameBytes == channels * encoding.sampleBytes) {
        return Optional.of(new AudioFormat(encoding, channels, sampleRate));
      }
    }
    return Optional.empty();
  }

  private static ByteBuffer read(SeekableByteChannel file, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.position(offset);
    while (bytes.hasRemaining()) {
      if (file.read(bytes) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  private static String fourLetters(ByteBuffer bytes) {
    byte[] letters = new byte[4];
    bytes.get(letters);
    return new String(letters, StandardCharsets.ISO_8859_1);
  }
}
