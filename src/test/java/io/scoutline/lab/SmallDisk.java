package io.scoutline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of its own at a folder, which can have room or none. It is gone when it is closed, and when we are. */
public final class SmallDisk implements AutoCloseable {

  private final Script script;

  /** @param size as `mount` has it; nothing is taken of the memory before it is written */
  public SmallDisk(Path folder, String size) {
    try {
      Files.createDirectories(folder);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    script = new Script("disk.sh", folder.toString(), size).await("done");
  }

  /** Of this size from now on, with all that lies there. */
  public void resize(String size) {
    script.tell("size=" + size).await("done");
  }

  /** The system refuses each new file as on a full disk, although bytes are free. */
  public void refuseFiles() {
    script.tell("nofiles").await("done");
  }

  public void takeFiles() {
    script.tell("files").await("done");
  }

  @Override
  public void close() {
    script.close();
  }
}
