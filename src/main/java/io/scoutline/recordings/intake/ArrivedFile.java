package io.scoutline.recordings.intake;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A file in the done folder as one look found it. Two looks are equal when it is the same file with the same content
 * as far as the file system tells.
 */
record ArrivedFile(Path path, boolean link, boolean regular, long size, Instant modifiedAt, Object key) {

  private static final int LONGEST_NAME = 200;

  /** Empty when it is gone. Never looks through a symbolic link. */
  static Optional<ArrivedFile> look(Path path) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
      return Optional.of(new ArrivedFile(path, found.isSymbolicLink(), found.isRegularFile(), found.size(),
          found.lastModifiedTime().toInstant(), Objects.toString(found.fileKey())));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  Optional<RecordingName> name() {
    return RecordingName.parse(path.getFileName().toString());
  }

  /** Its name without anything that could act on whoever shows it. */
  String printableName() {
    StringBuilder printable = new StringBuilder();
    path.getFileName().toString().codePoints()
        .map(letter -> isPlain(letter) ? letter : '?')
        .limit(LONGEST_NAME / 2)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static boolean isPlain(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
          Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> true;
    };
  }
}
