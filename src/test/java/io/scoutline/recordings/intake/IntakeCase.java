package io.scoutline.recordings.intake;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.platform.TestDatabase;
import io.scoutline.recordings.Recording;
import io.scoutline.recordings.RecordingStore;
import io.scoutline.recordings.Sounds;
import io.scoutline.recordings.intake.Intake.Copied;
import io.scoutline.recordings.intake.Intake.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A folder of a PBX into which recordings arrive, and the intake that takes them. */
abstract class IntakeCase {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  static final PbxName MAIN = new PbxName("main");
  static final Instant FINISHED = Instant.parse("2025-11-20T23:59:58.250Z");
  static final byte[] SOUND = new Sounds().stereo(2_000, 9_000, 0).stereo(1_000, 0, 9_000).raw();

  @TempDir
  Path folder;
  Path done;
  Path data;
  RecordingStore store;

  @BeforeEach
  void begin() throws IOException {
    postgres.database().update("TRUNCATE recordings.recording CASCADE");
    done = Files.createDirectories(folder.resolve("done"));
    data = folder.resolve("data");
    store = new RecordingStore(postgres.database());
  }

  String today() throws IOException {
    try (Stream<Path> found = Files.walk(data)) {
      return data.relativize(found.filter(path -> path.toString().endsWith(".wav")).findFirst().orElseThrow()
          .getParent()).toString();
    }
  }

  /** A server that does so many steps with the file and is then no more. */
  Copied runSteps(Intake server, Path file, int steps) throws IOException {
    ArrivedFile source = ArrivedFile.look(file).orElseThrow();
    Copied copied = steps > 0 ? server.copy(MAIN, source) : null;
    Recording kept = steps > 1 ? server.keep(copied) : null;
    if (steps > 2) {
      server.place(copied, kept);
    }
    if (steps > 3) {
      server.remove(source);
    }
    return copied;
  }

  Intake server() throws IOException {
    return new Intake(store, Archive.open(data), ids(), Clock.systemUTC(), Duration.ofHours(12), 0);
  }

  static Ids ids() {
    return Ids.timeOrdered(Clock.systemUTC(), new Random());
  }

  Path arrives(String name, byte[] content) throws IOException {
    Path file = done.resolve(name);
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.from(FINISHED));
    return file;
  }

  static Recording taken(Intake intake, Path file) throws IOException {
    return assertInstanceOf(Outcome.Taken.class, intake.take(MAIN, file)).recording();
  }

  Recording onlyRow() {
    return postgres.database().exactlyOne("SELECT * FROM recordings.recording", RecordingStore::read);
  }

  static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
