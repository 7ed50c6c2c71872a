package io.scoutline.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What must outlive a power cut. */
public final class Disk {

  /** A file with what was written to it, or a folder with its names: a rename is on the disk when its folder is. */
  public static void sync(Path path) throws IOException {
    try (FileChannel there = FileChannel.open(path, StandardOpenOption.READ)) {
      there.force(true);
    }
  }

  private Disk() {}
}
