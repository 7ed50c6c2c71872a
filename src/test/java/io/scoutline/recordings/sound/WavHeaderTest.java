package io.scoutline.recordings.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scoutline.recordings.Sounds;
import io.scoutline.recordings.sound.AudioFormat.Encoding;
import java.io.ByteArrayInputStream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

/** P6.1: the PBX writes bare samples; the header is ours. The JDK's own reader of WAV is the witness. */
class WavHeaderTest {

  @Test
  void a_header_before_bare_samples_makes_a_wav_that_others_read() throws Exception {
    byte[] raw = new Sounds().stereo(500, 8_000, 3_000).raw();

    AudioInputStream read = AudioSystem.getAudioInputStream(
        new ByteArrayInputStream(Sounds.wav(AudioFormat.MIX_MONITOR_RAW, raw)));

    assertEquals(2, read.getFormat().getChannels());
    assertEquals(8_000, read.getFormat().getSampleRate());
    assertEquals(16, read.getFormat().getSampleSizeInBits());
    assertEquals(4_000, read.getFrameLength());
    assertArrayEquals(raw, read.readAllBytes());
  }

  @Test
  void telephone_encodings_carry_the_chunk_that_counts_their_frames() throws Exception {
    for (Encoding encoding : new Encoding[] {Encoding.ULAW, Encoding.ALAW}) {
      byte[] wav = Sounds.wav(new AudioFormat(encoding, 2, 8_000), new byte[1_600]);

      AudioInputStream read = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav));

      assertEquals(encoding.name(), read.getFormat().getEncoding().toString());
      assertEquals(800, read.getFrameLength());
    }
  }

  @Test
  void the_sizes_are_unsigned_so_that_a_day_fits() {
    byte[] header = WavHeader.of(AudioFormat.MIX_MONITOR_RAW, 3_000_000_000L);
    long data = Integer.toUnsignedLong(java.nio.ByteBuffer.wrap(header)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(40));
    assertEquals(3_000_000_000L, data);
    assertThrows(IllegalArgumentException.class, () -> WavHeader.of(AudioFormat.MIX_MONITOR_RAW, 5_000_000_000L));
  }
}
