package io.scoutline.carried;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Comparator.comparing;

import io.scoutline.platform.Disk;
import io.scoutline.platform.OwnersOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The records of one PBX as they arrive, each byte once. Every part of them is a file named by its number, the PBX's
 * file it comes from, and where in that it begins; so how far a file of the PBX has been carried is known from the
 * length of ours, and no kill can part the two. {@link #newest} always points to the last part: to its reader a new
 * part is a rotated file. Waits for the disk; any thread.
 */
final class CarriedRecords {

  /** @param taken whether all of it is here @param next the first byte of the PBX's file that is not here yet */
  record Outcome(boolean taken, long next) {}

  /** How far the file was carried that was written to last. */
  record Stand(String file, long next) {}

  /** @param begins where in the PBX's file it begins */
  private record Part(Path path, long number, long begins, String file) {

    long next() throws IOException {
      return begins + Files.size(path);
    }

    Instant written() throws IOException {
      return Files.getLastModifiedTime(path).toInstant();
    }

    boolean endsWithLine() throws IOException {
      try (FileChannel bytes = FileChannel.open(path)) {
        var last = ByteBuffer.allocate(1);
        return bytes.size() == 0 || bytes.read(last, bytes.size() - 1) == 1 && last.get(0) == '\n';
      }
    }
  }

  private static final String NEWEST = "records.csv";
  private static final Pattern NAME =
      Pattern.compile("records\\.csv\\.(?<number>[0-9]{8})\\.(?<begins>[0-9]{1,18})\\.(?<file>[0-9a-f-]{1,64})");
  private static final long LONG = 64L << 20;
  /** Its reader is done with a part within seconds, and within the day after any outage. */
  private static final Duration KEPT = Duration.ofDays(7);

  private final Path folder;
  private final InstantSource clock;

  private CarriedRecords(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  static CarriedRecords open(Path folder, InstantSource clock) throws IOException {
    OwnersOnly.folder(folder);
    return new CarriedRecords(folder.toAbsolutePath(), clock);
  }

  /** For whoever reads them; not there before the first word. */
  Path newest() {
    return folder.resolve(NEWEST);
  }

  synchronized Optional<Stand> stand() throws IOException {
    List<Part> parts = parts();
    return parts.isEmpty() ? Optional.empty()
        : Optional.of(new Stand(parts.getLast().file(), parts.getLast().next()));
  }

  /**
   * Appends a piece, on the disk when this returns. What is here already is not written twice, and a piece that would
   * leave a gap is refused with the place that is wanted. The very first piece may begin anywhere: that is where
   * listening begins.
   *
   * @param file the PBX's file, whatever it is called now
   * @param piece may be empty, which only asks
   */
  synchronized Outcome take(String file, long offset, Path piece) throws IOException {
    List<Part> parts = parts();
    long bytes = Files.size(piece);
    Optional<Part> known = parts.stream().filter(part -> part.file().equals(file)).reduce((_, later) -> later);
    boolean first = parts.isEmpty();
    long next = known.isPresent() ? known.get().next() : first ? offset : 0;
    if (offset + bytes <= next && !first) {
      return new Outcome(true, next);
    }
    if (offset != next) {
      return new Outcome(false, next);
    }
    boolean goesOn = known.isPresent() && known.get().equals(parts.getLast()) && !isFull(known.get());
    List<Part> earlier = goesOn ? parts.subList(0, parts.size() - 1) : parts;
    Instant before = earlier.isEmpty() ? Instant.MIN : earlier.getLast().written();
    Part part = goesOn ? known.get() : begin(first ? 1 : parts.getLast().number() + 1, file, offset);
    point(part);
    append(part, piece);
    followInTime(part, before);
    return new Outcome(true, part.next());
  }

  /** A line is never parted between two files. */
  private static boolean isFull(Part part) throws IOException {
    return Files.size(part.path()) >= LONG && part.endsWithLine();
  }

  private Part begin(long number, String file, long offset) throws IOException {
    Path path = folder.resolve("%s.%08d.%d.%s".formatted(NEWEST, number, offset, file));
    OwnersOnly.file(path);
    forget(path);
    return new Part(path, number, offset, file);
  }

  private void forget(Path fresh) throws IOException {
    Instant old = clock.instant().minus(KEPT);
    for (Part part : parts()) {
      if (!part.path().equals(fresh) && part.written().isBefore(old)) {
        Files.delete(part.path());
      }
    }
  }

  /** In one rename, and made good here when a kill came between. */
  private void point(Part part) throws IOException {
    Path name = part.path().getFileName();
    if (Files.exists(newest(), NOFOLLOW_LINKS) && Files.readSymbolicLink(newest()).equals(name)) {
      return;
    }
    Path link = folder.resolve("pointing");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, name);
    Files.move(link, newest(), StandardCopyOption.ATOMIC_MOVE);
    Disk.sync(folder);
  }

  private static void append(Part part, Path piece) throws IOException {
    try (FileChannel from = FileChannel.open(piece);
         FileChannel to = FileChannel.open(part.path(), StandardOpenOption.APPEND)) {
      for (long at = 0; at < from.size();) {
        at += from.transferTo(at, from.size() - at, to);
      }
      to.force(true);
    }
  }

  /** Its reader goes from part to part by when each was last written to, whatever the clock does meanwhile. */
  private static void followInTime(Part part, Instant before) throws IOException {
    if (!part.written().isAfter(before)) {
      Files.setLastModifiedTime(part.path(), FileTime.from(before.plusMillis(1)));
    }
  }

  /** In their order. */
  private List<Part> parts() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(CarriedRecords::part).flatMap(Optional::stream).sorted(comparing(Part::number)).toList();
    }
  }

  private static Optional<Part> part(Path path) {
    Matcher name = NAME.matcher(path.getFileName().toString());
    return name.matches() ? Optional.of(new Part(path, Long.parseLong(name.group("number")),
        Long.parseLong(name.group("begins")), name.group("file"))) : Optional.empty();
  }
}
