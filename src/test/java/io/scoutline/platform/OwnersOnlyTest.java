package io.scoutline.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P16.4: what holds clients or their voices is for the server's own account, whatever the umask. */
class OwnersOnlyTest {

  @TempDir Path temporary;

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void what_is_made_is_its_owners_down_from_the_first_missing_folder() throws IOException {
    Path folder = OwnersOnly.folder(temporary.resolve("data/imports"));
    Path file = OwnersOnly.file(folder.resolve("clients.csv"));

    assertEquals("rwx------", rights(temporary.resolve("data")));
    assertEquals("rwx------", rights(folder));
    assertEquals("rw-------", rights(file));
    assertThrows(FileAlreadyExistsException.class, () -> OwnersOnly.file(file));
  }

  @Test
  void a_folder_that_an_earlier_umask_left_open_is_closed_where_that_is_wished() throws IOException {
    Path open = Files.createDirectory(temporary.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertEquals("rwxr-xr-x", rights(OwnersOnly.folder(open)), "somebody may have meant it so");
    assertEquals("rwx------", rights(OwnersOnly.closed(open)));
  }
}
