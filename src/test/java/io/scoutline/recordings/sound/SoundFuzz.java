package io.scoutline.recordings.sound;

import io.scoutline.fuzz.Patience;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Whatever a file says of itself, no sound is believed to be outside of it. */
public final class SoundFuzz {

  private static final Path FILE = temporary();

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    Files.write(FILE, input);
    Patience.with(() -> {
      for (boolean raw : new boolean[] {false, true}) {
        try (FileChannel file = FileChannel.open(FILE, StandardOpenOption.READ)) {
          if (SoundScan.of(file, raw) instanceof SoundScan.Found(AudioFormat format, long offset, long bytes, _)
              && (offset < 0 || bytes <= 0 || offset + bytes > input.length || bytes % format.frameBytes() != 0)) {
            throw new IllegalStateException("sound outside of the file");
          }
        }
      }
    });
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("scoutline-fuzz", ".wav");
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private SoundFuzz() {}
}
