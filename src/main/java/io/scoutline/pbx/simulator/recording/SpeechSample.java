package io.scoutline.pbx.simulator.recording;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Writes recordings of conversations that never took place, for a history that sounds. Any thread. */
public final class SpeechSample {
  private final Voices voices = new Voices();

  /**
   * Writes a conversation as signed 16-bit little-endian samples, 8000 a second, two channels interleaved: left a
   * client, right one of us. The file must not exist. The same number, extension and seed sound the same.
   */
  public void write(Path rawFile, String clientNumber, String extension, Duration length, long seed)
      throws IOException {
    var track = new SoundTrack(voices, clientNumber, seed);
    track.change(new Sound.Dialogue(extension), clientNumber);
    var piece = new byte[SoundTrack.RATE * SoundTrack.FRAME_BYTES];
    try (var out = new BufferedOutputStream(
        Files.newOutputStream(rawFile, java.nio.file.StandardOpenOption.CREATE_NEW), 1 << 16)) {
      for (long left = length.toMillis() * SoundTrack.RATE / 1000; left > 0; left -= SoundTrack.RATE) {
        int frames = (int) Math.min(left, SoundTrack.RATE);
        track.fill(piece, frames);
        out.write(piece, 0, frames * SoundTrack.FRAME_BYTES);
      }
    }
  }
}
