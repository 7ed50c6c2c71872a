package io.scoutline.carried;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What must outlive a power cut. */
final class Disk {

  /** A file with what was written to it, or a folder with its names. */
  static void sync(Path path) throws IOException {
    try (FileChannel there = FileChannel.open(path, StandardOpenOption.READ)) {
      there.force(true);
    }
  }

  private Disk() {}
}
