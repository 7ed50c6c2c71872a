package io.scoutline.recordings.sound;

import io.scoutline.platform.OwnersOnly;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Copies what arrived in one pass over it: digest of all its bytes, a WAV of its sound with a header of ours, peaks
 * and talk time. Holds one buffer of {@value #BUFFER_BYTES} bytes whatever the length. What it writes is on the disk
 * (fsync) when it returns.
 */
public final class SoundCopy {

  static final int BUFFER_BYTES = 64 * 1024;

  /** What the pass found out. {@code talk} is known of sound with two sides. */
  public record Measured(long sourceBytes, String sha256, Optional<TalkTime> talk) {}

  private final SeekableByteChannel source;
  private final MessageDigest digest = sha256();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  private SoundCopy(SeekableByteChannel source) throws IOException {
    this.source = source;
    source.position(0);
  }

  /** Takes the sound out of the source; its frames go to {@code wav}, one byte a column and side to {@code peaks}. */
  public static Measured sound(SeekableByteChannel source, SoundScan.Found found, Path wav, Path peaks)
      throws IOException {
    try (FileChannel wavFile = create(wav); FileChannel peaksFile = create(peaks)) {
      return new SoundCopy(source).copy(found, wavFile, peaksFile);
    }
  }

  /** Takes the source as it is, byte by byte: what is no sound is kept too. */
  public static Measured bytes(SeekableByteChannel source, Path target) throws IOException {
    try (FileChannel file = create(target)) {
      SoundCopy copy = new SoundCopy(source);
      copy.region(Long.MAX_VALUE, block -> write(file, block));
      file.force(true);
      return copy.measured(Optional.empty());
    }
  }

  /** Takes nothing, only tells what it would have seen. */
  public static Measured digest(SeekableByteChannel source) throws IOException {
    SoundCopy copy = new SoundCopy(source);
    copy.region(Long.MAX_VALUE, block -> {});
    return copy.measured(Optional.empty());
  }

  private Measured copy(SoundScan.Found found, FileChannel wav, FileChannel peaksFile) throws IOException {
    AudioFormat format = found.format();
    DataOutputStream peaks =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(peaksFile), 16_384));
    Peaks.writeHeader(peaks, format);
    SoundMeter meter = new SoundMeter(format, peaks);
    short[] samples = new short[BUFFER_BYTES];
    write(wav, ByteBuffer.wrap(WavHeader.of(format, found.bytes())));
    region(found.offset(), header -> {});
    region(found.bytes(), block -> {
      meter.accept(samples, Samples.decode(format.encoding(), block, samples));
      write(wav, block);
    });
    if ((found.bytes() & 1) == 1) {
      write(wav, ByteBuffer.allocate(1));
    }
    region(Long.MAX_VALUE, rest -> {});
    Optional<TalkTime> talk = meter.finish();
    peaks.flush();
    peaksFile.force(true);
    wav.force(true);
    return measured(talk);
  }

  private Measured measured(Optional<TalkTime> talk) throws IOException {
    return new Measured(source.position(), HexFormat.of().formatHex(digest.digest()), talk);
  }

  private interface Block {
    void take(ByteBuffer bytes) throws IOException;
  }

  /** Passes the next {@code length} bytes on, in full buffers but for the last, so that no frame is torn. */
  private void region(long length, Block block) throws IOException {
    long left = length;
    while (left > 0) {
      buffer.clear().limit((int) Math.min(left, BUFFER_BYTES));
      boolean atEnd = false;
      while (buffer.hasRemaining() && !atEnd) {
        atEnd = source.read(buffer) < 0;
      }
      buffer.flip();
      left -= buffer.remaining();
      digest.update(buffer.duplicate());
      block.take(buffer);
      if (atEnd) {
        if (length != Long.MAX_VALUE) {
          throw new IOException("the file became shorter while it was read");
        }
        return;
      }
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(OwnersOnly.file(file), StandardOpenOption.WRITE);
  }

  private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
