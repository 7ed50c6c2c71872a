package io.scoutline.clients.imports;

import io.scoutline.platform.OwnersOnly;
import io.scoutline.platform.wire.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where files and their reports lie, for the eyes of the server's own account; not over a restart. Any thread. */
final class ImportFolder {

  private static final Logger LOG = LoggerFactory.getLogger(ImportFolder.class);
  /** Reports of earlier loads, each written again when it is asked for. */
  static final int REPORTS = 50;

  private final Path folder;
  private final long room;

  /**
   * What an earlier run of the server left there is removed.
   *
   * @param room what a file and its report may take of the disk, in bytes
   */
  ImportFolder(Path folder, long room) {
    this.folder = folder;
    this.room = room;
    files().forEach(ImportFolder::remove);
  }

  /** A place for a file of this name. */
  Path place(String name) {
    return made().resolve(name + ".csv");
  }

  private Path made() {
    try {
      return OwnersOnly.closed(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> there = Files.list(folder)) {
      return there.filter(path -> path.toString().endsWith(".csv")).toList();
    } catch (IOException | UncheckedIOException unreadable) {
      LOG.warn("the folder of imports cannot be read: {}", unreadable.toString());
      return List.of();
    }
  }

  /** @throws Problem 507 when there is not enough for so many files and their reports, and one more */
  void requireRoom(int files) {
    try {
      if (Files.getFileStore(made()).getUsableSpace() / (files + 1) < room) {
        throw Problem.of(507, "no_room", "There is too little room left on the server's disk. Tell the administrator"
            + " that room must be made there; then try again.").keeping("Nothing was changed.");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Of the reports that are written when somebody asks for them, the oldest give way. */
  synchronized void keepFewReports() {
    files().stream().filter(path -> path.getFileName().toString().startsWith("import-"))
        .sorted(Comparator.comparingLong((Path path) -> path.toFile().lastModified()).reversed())
        .skip(REPORTS).forEach(ImportFolder::remove);
  }

  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      LOG.warn("a file of an import could not be removed: {}", stays.toString());
    }
  }
}
