package io.scoutline.carried;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.scoutline.platform.Disk;
import io.scoutline.platform.OwnersOnly;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * Finished recordings of one PBX on their way into a done folder of ours: each is whole and on the disk before it
 * appears there, in one rename, with the time at which the PBX finished it. Waits for the disk; any thread.
 */
final class CarriedRecordings {

  /** What became of one that arrived. */
  enum Outcome {
    /** It lies in the done folder, or the very same did already. */
    HERE,
    /** Not the bytes that were promised; nothing was kept. */
    OTHER_BYTES,
    /** Another of that name has not been taken in yet, and nothing takes its place. */
    NAME_TAKEN
  }

  private final Path arriving;
  private final Path done;

  private CarriedRecordings(Path arriving, Path done) {
    this.arriving = arriving;
    this.done = done;
  }

  /** Makes the folders and throws away what was arriving when the server ended: the PBX has it still. */
  static CarriedRecordings open(Path arriving, Path done) throws IOException {
    for (Path folder : List.of(arriving, done)) {
      OwnersOnly.folder(folder);
    }
    try (Stream<Path> unfinished = Files.list(arriving)) {
      for (Path file : unfinished.toList()) {
        Files.delete(file);
      }
    }
    return new CarriedRecordings(arriving, done);
  }

  /** A place for something that arrives, on the same file system as the done folder. */
  Path arriving(UUID id) {
    return arriving.resolve(id.toString());
  }

  /** How much the disk still takes, in bytes. */
  long free() throws IOException {
    return Files.getFileStore(done).getUsableSpace();
  }

  /**
   * What is not wanted is left where it arrived.
   *
   * @param name a recording's, and therefore nothing that leads elsewhere
   * @param finished by the clock of the PBX
   */
  Outcome settle(Path arrived, String name, long size, String sha256, Instant finished) throws IOException {
    if (Files.size(arrived) != size || !sha256(arrived).equals(sha256)) {
      return Outcome.OTHER_BYTES;
    }
    Files.setLastModifiedTime(arrived, FileTime.from(finished));
    Disk.sync(arrived);
    return place(arrived, done.resolve(name), sha256);
  }

  private synchronized Outcome place(Path arrived, Path place, String sha256) throws IOException {
    Optional<String> there = existing(place);
    if (there.isPresent()) {
      return there.get().equals(sha256) ? Outcome.HERE : Outcome.NAME_TAKEN;
    }
    Files.move(arrived, place, StandardCopyOption.ATOMIC_MOVE);
    Disk.sync(done);
    return Outcome.HERE;
  }

  /** The intake may take it away while we look. */
  private static Optional<String> existing(Path place) throws IOException {
    try {
      return Files.exists(place, NOFOLLOW_LINKS) ? Optional.of(sha256(place)) : Optional.empty();
    } catch (NoSuchFileException taken) {
      return Optional.empty();
    }
  }

  /** Of a long one that takes a processor for seconds: not on the threads that everybody's requests share. */
  private static String sha256(Path file) throws IOException {
    var counting = new FutureTask<>(() -> count(file));
    Thread.ofPlatform().daemon().name("carried-sha256").start(counting);
    try {
      return counting.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException unread ? unread : new IOException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while " + file.getFileName() + " was read");
    }
  }

  private static String count(Path file) throws IOException, NoSuchAlgorithmException {
    try (InputStream bytes = Files.newInputStream(file, NOFOLLOW_LINKS)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[64 * 1024];
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
