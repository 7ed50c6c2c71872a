package io.scoutline.recordings.intake;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one look into a done folder found. Folders, sockets and names that begin with a dot are left alone.
 *
 * @param due to be taken now
 * @param waiting to be taken later
 * @param full there was more than was asked for
 */
record Listing(List<ArrivedFile> due, List<ArrivedFile> waiting, boolean full) {

  /** Reads the folder until so many are due; tells patience what is no longer there. */
  static Listing of(Path folder, Patience patience, Instant now, int atMost) throws IOException {
    List<ArrivedFile> due = new ArrayList<>();
    List<ArrivedFile> waiting = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, path -> !isHidden(path))) {
      for (Path path : entries) {
        if (due.size() == atMost) {
          return new Listing(due, waiting, true);
        }
        Optional<ArrivedFile> file = ArrivedFile.look(path).filter(found -> found.regular() || found.link());
        if (file.isPresent()) {
          names.add(path.getFileName().toString());
          (patience.isDue(file.get(), now) ? due : waiting).add(file.get());
        }
      }
    } catch (DirectoryIteratorException failure) {
      throw failure.getCause();
    }
    patience.keepOnly(names);
    return new Listing(due, waiting, false);
  }

  Optional<Instant> oldestWaiting() {
    return waiting.stream().map(ArrivedFile::modifiedAt).min(Instant::compareTo);
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
