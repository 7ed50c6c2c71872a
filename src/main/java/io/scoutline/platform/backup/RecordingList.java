package io.scoutline.platform.backup;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of the recordings as they were at the back-up, a line of JSON each: path, length, SHA-256 or null. The
 * files themselves are carried by whoever carries files best; the list tells afterwards what did not come along.
 */
final class RecordingList {

  /** Where files are being written; they get their names when they are whole. */
  private static final String UNFINISHED = "incoming";

  /** @param hash whether to read every file, which takes as long as reading the disk */
  static Manifest.Listed write(Path folder, boolean hash, OutputStream to) throws IOException {
    long[] sum = new long[2];
    if (Files.isDirectory(folder)) {
      Files.walkFileTree(folder, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
          return path.equals(folder.resolve(UNFINISHED)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
          if (attributes.isRegularFile()) {
            var line = new JsonArray().add(folder.relativize(file).toString()).add(attributes.size())
                .add(hash ? digest(file) : null);
            to.write((line.encode() + "\n").getBytes(StandardCharsets.UTF_8));
            sum[0]++;
            sum[1] += attributes.size();
          }
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
          if (failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
          }
          throw failure;
        }
      });
    }
    return new Manifest.Listed(sum[0], sum[1], hash);
  }

  /** What is not in the folder as it was: the path, and in what way. */
  static List<String> missing(Path folder, InputStream list) throws IOException {
    var missing = new ArrayList<String>();
    var lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      try {
        var told = new JsonArray(line);
        String fault = fault(folder, told.getString(0), told.getLong(1), told.getString(2));
        if (!fault.isEmpty()) {
          missing.add(told.getString(0) + ": " + fault);
        }
      } catch (DecodeException | ClassCastException | IndexOutOfBoundsException | NullPointerException unreadable) {
        missing.add("a line of the list that cannot be read");
      }
    }
    return missing;
  }

  private static String fault(Path folder, String path, long size, String hash) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return "missing";
    }
    long is = Files.size(file);
    if (is != size) {
      return is + " bytes instead of " + size;
    }
    return hash == null || hash.equals(digest(file)) ? "" : "not the same bytes";
  }

  private static String digest(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return SealedZip.sha256(in, Long.MAX_VALUE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private RecordingList() {}
}
