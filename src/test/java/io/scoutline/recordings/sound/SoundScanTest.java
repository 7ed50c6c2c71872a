package io.scoutline.recordings.sound;

import static io.scoutline.recordings.Sounds.chunk;
import static io.scoutline.recordings.Sounds.join;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.recordings.Sounds;
import io.scoutline.recordings.sound.AudioFormat.Encoding;
import io.scoutline.recordings.sound.SoundScan.Found;
import io.scoutline.recordings.sound.SoundScan.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P6.1, pain 11: what arrives is believed only as far as it agrees with itself. */
class SoundScanTest {

  private static final byte[] SOUND = new Sounds().stereo(100, 5_000, 5_000).raw();
  private static final byte[] WAV = Sounds.wav(AudioFormat.MIX_MONITOR_RAW, SOUND);

  @TempDir
  Path folder;

  @Test
  void a_raw_file_is_sound_from_its_first_byte() throws IOException {
    assertEquals(new Found(AudioFormat.MIX_MONITOR_RAW, 0, SOUND.length, false), scan(SOUND, true));
  }

  @Test
  void a_raw_file_that_ends_inside_a_frame_keeps_its_whole_frames_and_is_called_cut() throws IOException {
    assertEquals(new Found(AudioFormat.MIX_MONITOR_RAW, 0, SOUND.length - 4, true),
        scan(Arrays.copyOf(SOUND, SOUND.length - 1), true));
  }

  @Test
  void an_empty_file_is_refused_as_empty() throws IOException {
    assertEquals(new Refused(Fault.EMPTY), scan(new byte[0], true));
    assertEquals(new Refused(Fault.EMPTY), scan(new byte[3], true));
    assertEquals(new Refused(Fault.EMPTY), scan(Sounds.wav(AudioFormat.MIX_MONITOR_RAW, new byte[0]), false));
    assertEquals(new Refused(Fault.EMPTY), scan(Arrays.copyOf(WAV, 36), false));
  }

  @Test
  void a_wav_whose_header_promises_more_than_there_is_keeps_what_there_is() throws IOException {
    assertEquals(new Found(AudioFormat.MIX_MONITOR_RAW, 44, 400, true), scan(Arrays.copyOf(WAV, 444), false));
  }

  @Test
  void a_wav_whose_writer_died_before_it_wrote_the_length_keeps_its_sound() throws IOException {
    byte[] unfinished = WAV.clone();
    ByteBuffer.wrap(unfinished).order(ByteOrder.LITTLE_ENDIAN).putInt(40, 0);
    assertEquals(new Found(AudioFormat.MIX_MONITOR_RAW, 44, SOUND.length, true), scan(unfinished, false));
  }

  @Test
  void chunks_that_others_put_before_and_after_the_sound_are_stepped_over() throws IOException {
    byte[] odd = join(Arrays.copyOf(WAV, 12), chunk("LIST", new byte[7]), Arrays.copyOfRange(WAV, 12, WAV.length),
        chunk("id3 ", new byte[30]));
    assertEquals(new Found(AudioFormat.MIX_MONITOR_RAW, 44 + 16, SOUND.length, false), scan(odd, false));
  }

  @Test
  void a_raw_name_with_a_wav_inside_is_read_as_the_wav_it_is() throws IOException {
    assertEquals(new Found(AudioFormat.MIX_MONITOR_RAW, 44, SOUND.length, false), scan(WAV, true));
  }

  @Test
  void telephone_encodings_and_mono_are_taken() throws IOException {
    for (Encoding encoding : Encoding.values()) {
      for (int channels = 1; channels <= 2; channels++) {
        AudioFormat format = new AudioFormat(encoding, channels, 16_000);
        Found found = assertInstanceOf(Found.class, scan(Sounds.wav(format, new byte[3_200]), false));
        assertEquals(format, found.format());
        assertEquals(3_200, found.bytes());
      }
    }
  }

  @Test
  void what_is_no_wav_is_refused_by_its_content() throws IOException {
    assertEquals(new Refused(Fault.NOT_AUDIO), scan("ID3 this is a song".getBytes(StandardCharsets.UTF_8), false));
    assertEquals(new Refused(Fault.NOT_AUDIO), scan("RIFF".getBytes(StandardCharsets.UTF_8), false));
    assertEquals(new Refused(Fault.NOT_AUDIO), scan(join(Arrays.copyOf(WAV, 12), chunk("data", SOUND)), false));
    assertEquals(new Refused(Fault.NOT_AUDIO), scan(Arrays.copyOf(WAV, 30), false));
  }

  @Test
  void encodings_that_cannot_be_measured_are_refused_as_unsupported() throws IOException {
    for (int[] change : new int[][] {{20, 2}, {22, 6}, {24, 7_999}, {32, 3}, {34, 24}}) {
      byte[] strange = WAV.clone();
      ByteBuffer.wrap(strange).order(ByteOrder.LITTLE_ENDIAN).putShort(change[0], (short) change[1]);
      assertEquals(new Refused(Fault.UNSUPPORTED), scan(strange, false), "field at " + change[0]);
    }
  }

  @Test
  void no_content_whatever_makes_the_scan_fail_or_read_beyond_the_file() throws IOException {
    Random random = new Random(7);
    for (int round = 0; round < 3_000; round++) {
      byte[] broken = Arrays.copyOf(WAV, 13 + random.nextInt(120));
      for (int blow = random.nextInt(12); blow > 0; blow--) {
        broken[12 + random.nextInt(broken.length - 12)] = (byte) random.nextInt();
      }
      if (scan(broken, false) instanceof Found found) {
        assertTrue(found.offset() + found.bytes() <= broken.length && found.bytes() > 0);
        assertEquals(0, found.bytes() % found.format().frameBytes());
      }
    }
  }

  private SoundScan scan(byte[] content, boolean raw) throws IOException {
    Path file = folder.resolve("sound");
    Files.write(file, content);
    try (FileChannel channel = FileChannel.open(file)) {
      return SoundScan.of(channel, raw);
    }
  }
}
