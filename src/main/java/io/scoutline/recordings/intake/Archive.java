package io.scoutline.recordings.intake;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.scoutline.kernel.RecordingId;
import io.scoutline.platform.Disk;
import io.scoutline.platform.OwnersOnly;
import io.scoutline.recordings.Recording;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Where the files of recordings lie: {@code YYYY/MM/DD/<id>.wav} and {@code .peaks} by the UTC day on which they
 * ended; {@code quarantine/<id>.bin} for what is no sound; {@code incoming} for what is being written;
 * {@code samples} for those that many demo rows share. Every path is made of an id and a date of ours, never of a
 * word that came from outside.
 */
public final class Archive {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

  private final Path root;

  private Archive(Path root) {
    this.root = root;
  }

  /** Makes the folders and throws away what a killed server was writing: its sources are all still there. */
  public static Archive open(Path root) throws IOException {
    Archive archive = new Archive(root.toAbsolutePath().normalize());
    for (String folder : List.of("incoming", "quarantine", "samples")) {
      OwnersOnly.folder(archive.root.resolve(folder));
    }
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(archive.root.resolve("incoming"))) {
      for (Path file : unfinished) {
        Files.delete(file);
      }
    }
    return archive;
  }

  /** The files of one recording while they are written, and those it ends up as. */
  public record Draft(Path audio, Path peaks) {

    public void discard() throws IOException {
      Files.deleteIfExists(audio);
      Files.deleteIfExists(peaks);
    }
  }

  public Draft draft(RecordingId id) {
    Path incoming = root.resolve("incoming");
    return new Draft(incoming.resolve(id + ".audio"), incoming.resolve(id + ".peaks"));
  }

  /** The sound, or what was kept of a file without any. */
  public Path audio(Recording recording) {
    if (recording.sample().isPresent()) {
      return sampleAudio(recording.sample().get());
    }
    return recording.isPlayable()
        ? folder(recording).resolve(recording.id() + ".wav")
        : root.resolve("quarantine").resolve(recording.id() + ".bin");
  }

  public Path peaks(Recording recording) {
    return recording.sample().isPresent()
        ? samplePeaks(recording.sample().get())
        : folder(recording).resolve(recording.id() + ".peaks");
  }

  /**
   * Brings the draft to where the row says, unless files are there already; then the draft goes. On the disk when it
   * returns. May be repeated after a kill at any point.
   *
   * @return whether the sound was missing until now
   */
  boolean settle(Draft draft, Recording recording) throws IOException {
    boolean missing = !Files.exists(audio(recording), NOFOLLOW_LINKS);
    if (recording.isPlayable()) {
      move(draft.peaks(), peaks(recording));
    }
    move(draft.audio(), audio(recording));
    draft.discard();
    return missing;
  }

  private void move(Path from, Path to) throws IOException {
    if (Files.exists(to, NOFOLLOW_LINKS)) {
      return;
    }
    makeFolder(to.getParent());
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    Disk.sync(to.getParent());
  }

  private void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      makeFolder(folder.getParent());
      OwnersOnly.folder(folder);
      Disk.sync(folder.getParent());
    }
  }

  private Path folder(Recording recording) {
    ZonedDateTime day = recording.endedAt().atZone(ZoneOffset.UTC);
    return root.resolve(DAY.format(day));
  }

  public Path sampleAudio(String name) {
    return root.resolve("samples").resolve(name + ".wav");
  }

  public Path samplePeaks(String name) {
    return root.resolve("samples").resolve(name + ".peaks");
  }

  /** How much the disk still takes, in bytes. */
  public long free() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }
}
