package io.scoutline.platform;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Folders and files for the eyes of the server's own account (P16.4), whatever the umask under which it was started.
 * On a file system without such rights they are made as that makes them.
 */
public final class OwnersOnly {

  /** Of a file, as a creator of files other than this one takes it. */
  public static final String FILE = "rw-------";
  private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
  private static final boolean KNOWN = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** Whether the file system tells one account from another. */
  public static boolean isKnown() {
    return KNOWN;
  }

  /** Makes the folder, and those above it that are missing; one that is there keeps the rights it was given. */
  public static Path folder(Path folder) throws IOException {
    return Files.createDirectories(folder, attributes(FOLDER));
  }

  /** Makes the folder, and takes from others what an earlier umask gave them. */
  public static Path closed(Path folder) throws IOException {
    folder(folder);
    if (KNOWN && !Files.getPosixFilePermissions(folder).equals(FOLDER)) {
      Files.setPosixFilePermissions(folder, FOLDER);
    }
    return folder;
  }

  /** Makes an empty file where none is yet. */
  public static Path file(Path file) throws IOException {
    return Files.createFile(file, attributes(PosixFilePermissions.fromString(FILE)));
  }

  private static FileAttribute<?>[] attributes(Set<PosixFilePermission> rights) {
    return KNOWN ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)} : new FileAttribute<?>[0];
  }

  private OwnersOnly() {}
}
