package io.scoutline.pbx.asterisk.cel;

import io.scoutline.pbx.PbxRecords;
import io.scoutline.pbx.Testimony;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file of {@code cel_custom.scoutline.conf}, over rotations: the one that was read last is found again by its
 * inode, whatever its name is now, and read to its end before the next, which is the one that was written to next:
 * however often it was rotated meanwhile, none is left out. A line that is still being written waits.
 */
public final class CelFile implements PbxRecords {

  private static final int MOST_BYTES = 256 * 1024;
  private static final Pattern PACKED = Pattern.compile("\\.(gz|bz2|xz|zst)$");

  private final Path file;

  public CelFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public Place end() throws IOException {
    try {
      return new Place(inode(file), Files.size(file));
    } catch (NoSuchFileException notYet) {
      return new Place(0, 0);
    }
  }

  @Override
  public Piece after(Place place) throws IOException {
    long current;
    try {
      current = inode(file);
    } catch (NoSuchFileException notYet) {
      return new Piece(List.of(), place, 0, false);
    }
    if (place.file() == current) {
      return read(file, place, false);
    }
    Optional<Path> rotated = place.file() == 0 ? Optional.empty() : withInode(place.file());
    if (rotated.isEmpty()) {
      return read(file, new Place(current, 0), place.file() != 0);
    }
    Piece rest = read(rotated.get(), place, false);
    if (!rest.next().equals(place)) {
      return rest;
    }
    Path next = after(rotated.get());
    return read(next, new Place(inode(next), 0), false);
  }

  /** By when each was last written to: the numbers and dates in their names are everywhere of another kind. */
  private Path after(Path rotated) throws IOException {
    FileTime ended = Files.getLastModifiedTime(rotated);
    var later = new TreeMap<FileTime, Path>();
    try (Stream<Path> siblings = Files.list(file.getParent())) {
      for (Path sibling : siblings.filter(this::isRotated).toList()) {
        FileTime written = Files.getLastModifiedTime(sibling);
        if (written.compareTo(ended) > 0) {
          later.put(written, sibling);
        }
      }
    }
    return later.isEmpty() ? file : later.firstEntry().getValue();
  }

  private boolean isRotated(Path sibling) {
    String name = sibling.getFileName().toString();
    return name.startsWith(file.getFileName().toString()) && !sibling.equals(file) && !PACKED.matcher(name).find()
        && Files.isRegularFile(sibling);
  }

  private Optional<Path> withInode(long inode) throws IOException {
    try (Stream<Path> siblings = Files.list(file.getParent())) {
      for (Path sibling : siblings.filter(Files::isRegularFile).toList()) {
        if (inode(sibling) == inode) {
          return Optional.of(sibling);
        }
      }
      return Optional.empty();
    }
  }

  private static long inode(Path path) throws IOException {
    return (Long) Files.getAttribute(path, "unix:ino");
  }

  private static Piece read(Path path, Place from, boolean gap) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      boolean cut = channel.size() < from.offset();
      var start = new Place(from.file(), cut ? 0 : from.offset());
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST_BYTES, channel.size() - start.offset()));
      int read = 0;
      while (read >= 0 && bytes.hasRemaining()) {
        read = channel.read(bytes, start.offset() + bytes.position());
      }
      // Rotated between the look at its name and the reading: that was of another file.
      return inode(path) == from.file() ? records(bytes.array(), bytes.position(), start, gap || cut)
          : new Piece(List.of(), from, 0, gap);
    }
  }

  private static Piece records(byte[] bytes, int length, Place start, boolean gap) {
    var said = new ArrayList<Said>();
    int unreadable = 0;
    int begin = 0;
    for (int at = 0; at < length; at++) {
      if (bytes[at] == '\n') {
        String line = new String(bytes, begin, at - begin, StandardCharsets.UTF_8);
        Optional<Testimony> testimony = CelLine.read(line);
        unreadable += CelLine.isRecord(line) ? 0 : 1;
        if (testimony.isPresent()) {
          said.add(new Said(new Place(start.file(), start.offset() + begin), testimony.get()));
        }
        begin = at + 1;
      }
    }
    // A line longer than all that is read at once is no record: it is passed over, or reading would stop here for good.
    int passed = begin == 0 && length == MOST_BYTES ? length : begin;
    return new Piece(said, new Place(start.file(), start.offset() + passed), unreadable, gap);
  }
}
