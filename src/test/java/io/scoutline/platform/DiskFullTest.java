package io.scoutline.platform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DiskFullTest {

  @Test
  void a_full_disk_is_known_however_deep_it_lies() {
    IOException full = assertThrows(IOException.class, () -> Files.write(Path.of("/dev/full"), new byte[1]));
    assertTrue(DiskFull.isBehind(full));
    assertTrue(DiskFull.isBehind(new IllegalStateException("the report", new UncheckedIOException(full))));
  }

  @Test
  void anything_else_is_something_else() {
    assertFalse(DiskFull.isBehind(new NoSuchFileException("/nowhere")));
    assertFalse(DiskFull.isBehind(new IOException()));
  }
}
