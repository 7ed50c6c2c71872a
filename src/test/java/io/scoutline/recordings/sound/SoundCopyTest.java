package io.scoutline.recordings.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.recordings.Sounds;
import io.scoutline.recordings.sound.AudioFormat.Encoding;
import io.scoutline.recordings.sound.SoundCopy.Measured;
import io.scoutline.recordings.sound.SoundScan.Found;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P6.1: one pass over a file gives the WAV, its digest, the drawn line of both lanes and who spoke how long. */
class SoundCopyTest {

  @TempDir
  Path folder;
  private Path source;
  private Path wav;
  private Path peaks;

  @BeforeEach
  void names() {
    source = folder.resolve("1763717000.42.raw");
    wav = folder.resolve("copy.wav");
    peaks = folder.resolve("copy.peaks");
  }

  @Test
  void the_copy_is_the_sound_behind_a_header_and_the_digest_that_of_the_source() throws Exception {
    byte[] raw = new Sounds().stereo(1_234, 9_000, 2_000).raw();
    Files.write(source, raw);

    Measured measured = copy();

    assertArrayEquals(Sounds.wav(AudioFormat.MIX_MONITOR_RAW, raw), Files.readAllBytes(wav));
    assertEquals(raw.length, measured.sourceBytes());
    assertEquals(sha256(raw), measured.sha256());
  }

  @Test
  void each_side_has_its_own_lane_and_its_own_talk_time() throws Exception {
    Files.write(source, new Sounds()
        .stereo(2_000, 16_384, 0).stereo(1_000, 0, 0).stereo(3_000, 0, 4_096).stereo(1_000, 16_384, 4_096).raw());

    Measured measured = copy();

    assertEquals(Optional.of(new TalkTime(Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(1))),
        measured.talk());
    Peaks drawn = Peaks.read(peaks, 7);
    assertEquals(1_000, drawn.columnMillis());
    assertArrayEquals(new byte[] {(byte) 128, (byte) 128, 0, 0, 0, 0, (byte) 128}, drawn.channels()[0]);
    assertArrayEquals(new byte[] {0, 0, 0, 32, 32, 32, 32}, drawn.channels()[1]);
  }

  @Test
  void short_pauses_are_speech_and_clicks_are_not() throws Exception {
    Files.write(source, new Sounds()
        .stereo(500, 9_000, 0).stereo(280, 0, 0).stereo(500, 9_000, 0).stereo(1_000, 0, 0).stereo(60, 0, 9_000)
        .stereo(1_000, 100, 100).raw());

    assertEquals(Optional.of(new TalkTime(Duration.ofMillis(1_280), Duration.ZERO, Duration.ofMillis(2_060))),
        copy().talk());
  }

  @Test
  void telephone_encodings_are_measured_as_the_platform_decodes_them() throws Exception {
    for (Encoding encoding : new Encoding[] {Encoding.ULAW, Encoding.ALAW}) {
      byte[] every = new byte[256];
      for (int code = 0; code < 256; code++) {
        every[code] = (byte) code;
      }
      AudioFormat format = new AudioFormat(encoding, 1, 8_000);
      AudioInputStream decoded = AudioSystem.getAudioInputStream(
          javax.sound.sampled.AudioFormat.Encoding.PCM_SIGNED,
          AudioSystem.getAudioInputStream(new ByteArrayInputStream(Sounds.wav(format, every))));
      byte[] expected = decoded.readAllBytes();
      short[] samples = new short[256];

      assertEquals(256, Samples.decode(encoding, java.nio.ByteBuffer.wrap(every), samples));

      for (int code = 0; code < 256; code++) {
        int linear = (short) (expected[2 * code] & 0xFF | expected[2 * code + 1] << 8);
        assertEquals(linear, samples[code], encoding + " code " + code);
      }
    }
  }

  @Test
  void one_side_alone_has_a_lane_but_nobody_to_compare_with() throws Exception {
    source = folder.resolve("1763717000.42.wav");
    Files.write(source, Sounds.wav(new AudioFormat(Encoding.PCM16, 1, 8_000), new Sounds().mono(990, 32_767).raw()));

    assertEquals(Optional.empty(), copy().talk());

    Peaks drawn = Peaks.read(peaks, 10_000);
    assertEquals(1, drawn.channels().length);
    assertEquals(50, drawn.channels()[0].length);
    assertEquals((byte) 255, drawn.channels()[0][0]);
  }

  @Test
  void hours_are_taken_with_the_memory_of_a_minute() throws Exception {
    long bytes = Duration.ofHours(2).toSeconds() * 32_000;
    try (RandomAccessFile sparse = new RandomAccessFile(source.toFile(), "rw")) {
      sparse.setLength(bytes);
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().threadId());

    Measured measured = copy();

    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().threadId()) - before;
    assertEquals(bytes, measured.sourceBytes());
    assertEquals(bytes + 44, Files.size(wav));
    assertEquals(Duration.ofHours(2), measured.talk().orElseThrow().silence());
    assertEquals(20_000, Peaks.read(peaks, Integer.MAX_VALUE).channels()[0].length);
    assertTrue(allocated < 2_000_000, "allocated " + allocated);
  }

  private Measured copy() throws IOException {
    Files.deleteIfExists(wav);
    Files.deleteIfExists(peaks);
    try (FileChannel file = FileChannel.open(source)) {
      Found found = assertInstanceOf(Found.class, SoundScan.of(file, source.toString().endsWith(".raw")));
      return SoundCopy.sound(file, found, wav, peaks);
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
