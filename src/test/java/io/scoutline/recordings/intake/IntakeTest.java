package io.scoutline.recordings.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.platform.TestDatabase;
import io.scoutline.recordings.Recording;
import io.scoutline.recordings.RecordingState;
import io.scoutline.recordings.RecordingStore;
import io.scoutline.recordings.Sounds;
import io.scoutline.recordings.intake.Intake.Copied;
import io.scoutline.recordings.intake.Intake.Outcome;
import io.scoutline.recordings.sound.AudioFormat;
import io.scoutline.recordings.sound.Fault;
import io.scoutline.recordings.sound.TalkTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P6.1, pain 11: nothing that the PBX finished is lost or doubled, whatever it is and whenever we die. */
class IntakeTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final PbxName MAIN = new PbxName("main");
  private static final Instant FINISHED = Instant.parse("2025-11-20T23:59:58.250Z");
  private static final byte[] SOUND = new Sounds().stereo(2_000, 9_000, 0).stereo(1_000, 0, 9_000).raw();

  @TempDir
  Path folder;
  private Path done;
  private Path data;
  private RecordingStore store;

  @BeforeEach
  void begin() throws IOException {
    postgres.database().update("TRUNCATE recordings.recording CASCADE");
    done = Files.createDirectories(folder.resolve("done"));
    data = folder.resolve("data");
    store = new RecordingStore(postgres.database());
  }

  @Test
  @DisplayName("P6.1 a finished file becomes a row, a WAV and its peaks, and leaves the PBX's folder")
  void a_finished_file_becomes_a_recording() throws IOException {
    Path file = arrives("1763683000.7.raw", SOUND);

    Recording taken = taken(server(), file);

    assertEquals(Optional.of("1763683000.7"), taken.uniqueid());
    assertEquals(1, taken.part());
    assertEquals(Optional.empty(), taken.call());
    assertEquals(RecordingState.READY, taken.state());
    assertEquals(Duration.ofSeconds(3), taken.duration());
    assertEquals(FINISHED, taken.endedAt());
    assertEquals(FINISHED.minusSeconds(3), taken.startedAt());
    assertEquals(SOUND.length + 44, taken.bytes());
    assertEquals(Optional.of(new TalkTime(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO)), taken.talk());
    assertEquals(Optional.of(taken), store.find(taken.id()));
    assertArrayEquals(Sounds.wav(AudioFormat.MIX_MONITOR_RAW, SOUND),
        Files.readAllBytes(data.resolve("2025/11/20/" + taken.id() + ".wav")));
    assertTrue(Files.exists(data.resolve("2025/11/20/" + taken.id() + ".peaks")));
    assertEquals(List.of(), filesIn(done));
    assertEquals(List.of(), filesIn(data.resolve("incoming")));
  }

  @Test
  void a_server_killed_after_any_step_is_mended_by_the_next_one() throws IOException {
    for (int steps = 0; steps <= 4; steps++) {
      postgres.database().update("TRUNCATE recordings.recording CASCADE");
      Path file = arrives("1763683000.7.raw", SOUND);
      data = folder.resolve("data-" + steps);

      runSteps(server(), file, steps);
      Outcome next = server().take(MAIN, file);

      assertEquals(steps == 4, next instanceof Outcome.Gone, "killed after step " + steps);
      Recording only = onlyRow();
      assertEquals(List.of(only.id() + ".peaks", only.id() + ".wav"), filesIn(data.resolve("2025/11/20")));
      assertArrayEquals(Sounds.wav(AudioFormat.MIX_MONITOR_RAW, SOUND),
          Files.readAllBytes(data.resolve("2025/11/20/" + only.id() + ".wav")));
      assertEquals(List.of(), filesIn(done));
      assertEquals(List.of(), filesIn(data.resolve("incoming")));
    }
  }

  @Test
  void a_server_killed_between_the_two_renames_is_mended_too() throws IOException {
    Path file = arrives("1763683000.7.raw", SOUND);
    Copied copied = runSteps(server(), file, 2);
    Path day = Files.createDirectories(data.resolve("2025/11/20"));
    Files.move(copied.draft().peaks(), day.resolve(copied.recording().id() + ".peaks"));

    taken(server(), file);

    assertEquals(List.of(onlyRow().id() + ".peaks", onlyRow().id() + ".wav"), filesIn(day));
  }

  @Test
  void the_one_who_tells_of_a_recording_knows_whether_it_is_new() throws IOException {
    Outcome.Taken first = (Outcome.Taken) server().take(MAIN, arrives("1763683000.7.raw", SOUND));
    Outcome.Taken again = (Outcome.Taken) server().take(MAIN, arrives("1763683000.7.raw", SOUND));

    assertTrue(first.placed());
    assertFalse(again.placed());
    assertEquals(first.recording().id(), again.recording().id());
  }

  @Test
  void a_second_file_for_one_channel_is_its_second_part() throws IOException {
    byte[] other = new Sounds().stereo(500, 3_000, 3_000).raw();
    Recording first = taken(server(), arrives("1763683000.7.raw", SOUND));
    Recording second = taken(server(), arrives("1763683000.7.wav", Sounds.wav(AudioFormat.MIX_MONITOR_RAW, other)));
    Recording fifth = taken(server(), arrives("1763683000.7-5.raw", new Sounds().stereo(700, 3_000, 3_000).raw()));

    assertEquals(List.of(1, 2, 5), List.of(first.part(), second.part(), fifth.part()));
    assertEquals(first.uniqueid(), second.uniqueid());
    assertNotEquals(first.id(), second.id());
  }

  @Test
  void files_for_one_channel_that_are_taken_at_the_same_moment_all_stay() throws Exception {
    List<Callable<Outcome>> tries = new ArrayList<>();
    Intake server = server();
    for (int i = 0; i < 8; i++) {
      Path place = Files.createDirectories(folder.resolve("done-" + i));
      Path file = place.resolve("1763683000.7.raw");
      Files.write(file, new Sounds().stereo(100 + i / 2, 9_000, 0).raw());
      tries.add(() -> server.take(MAIN, file));
    }

    try (var pool = Executors.newFixedThreadPool(8)) {
      for (Future<Outcome> result : pool.invokeAll(tries)) {
        assertInstanceOf(Outcome.Taken.class, result.get());
      }
    }

    assertEquals(List.of(1, 2, 3, 4), postgres.database().query(
        "SELECT part::int AS part FROM recordings.recording ORDER BY part", row -> row.getInteger("part")));
    assertEquals(8, filesIn(data.resolve("incoming").resolveSibling(today())).size());
  }

  @Test
  void the_same_channel_number_on_another_pbx_is_another_recording() throws IOException {
    Recording here = taken(server(), arrives("1763683000.7.raw", SOUND));
    Recording there = ((Outcome.Taken) server().take(new PbxName("branch"), arrives("1763683000.7.raw", SOUND)))
        .recording();

    assertNotEquals(here.id(), there.id());
    assertEquals(1, there.part());
  }

  @Test
  void a_cut_file_is_damaged_and_can_be_heard_as_far_as_it_goes() throws IOException {
    Recording odd = taken(server(), arrives("1763683000.7.raw", Arrays.copyOf(SOUND, SOUND.length - 3)));
    Recording torn = taken(server(), arrives("1763683000.8.wav",
        Arrays.copyOf(Sounds.wav(AudioFormat.MIX_MONITOR_RAW, SOUND), 32_044)));

    assertEquals(Optional.of(Fault.CUT), odd.fault());
    assertEquals(SOUND.length - 4 + 44, odd.bytes());
    assertEquals(Optional.of(Fault.CUT), torn.fault());
    assertEquals(Duration.ofSeconds(1), torn.duration());
    assertTrue(odd.isPlayable() && torn.isPlayable());
  }

  @Test
  void what_is_no_sound_is_kept_as_it_came_and_said_so() throws IOException {
    byte[] text = "this is not a WAV".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    Recording notAudio = taken(server(), arrives("1763683000.7.wav", text));
    Recording empty = taken(server(), arrives("1763683000.8.raw", new byte[0]));
    Recording unknown = taken(server(), arrives("song.mp3", text));

    assertEquals(Optional.of(Fault.NOT_AUDIO), notAudio.fault());
    assertEquals(Optional.of("1763683000.7"), notAudio.uniqueid());
    assertEquals(Optional.of(Fault.EMPTY), empty.fault());
    assertEquals(Optional.of(Fault.BAD_NAME), unknown.fault());
    assertEquals(Optional.empty(), unknown.uniqueid());
    assertEquals("song.mp3", unknown.sourceName());
    assertArrayEquals(text, Files.readAllBytes(data.resolve("quarantine/" + notAudio.id() + ".bin")));
    assertArrayEquals(text, Files.readAllBytes(data.resolve("quarantine/" + unknown.id() + ".bin")));
    assertEquals(List.of(), filesIn(done));
    assertFalse(notAudio.isPlayable());
  }

  @Test
  void what_is_longer_than_the_limit_is_kept_aside() throws IOException {
    Intake strict = new Intake(store, Archive.open(data), ids(), Clock.systemUTC(), Duration.ofSeconds(2), 0);

    Recording tooLong = taken(strict, arrives("1763683000.7.raw", SOUND));

    assertEquals(Optional.of(Fault.TOO_LONG), tooLong.fault());
    assertArrayEquals(SOUND, Files.readAllBytes(data.resolve("quarantine/" + tooLong.id() + ".bin")));
  }

  @Test
  @DisplayName("P16.2 a link is taken away, and never what it points at")
  void a_link_is_taken_away_and_never_followed() throws IOException {
    Path secret = folder.resolve("secret.raw");
    Files.write(secret, SOUND);
    Path link = Files.createSymbolicLink(done.resolve("1763683000.7.raw"), secret);

    Recording found = taken(server(), link);
    Recording real = taken(server(), arrives("1763683000.7.raw", SOUND));

    assertEquals(Optional.of(Fault.SYMLINK), found.fault());
    assertEquals(Optional.empty(), found.uniqueid());
    assertEquals(0, Files.size(data.resolve("quarantine/" + found.id() + ".bin")));
    assertArrayEquals(SOUND, Files.readAllBytes(secret));
    assertEquals(1, real.part());
    assertEquals(RecordingState.READY, real.state());
  }

  @ParameterizedTest
  @ValueSource(strings = {"..raw", "1763683000.7.raw\n", "'; drop table recordings.recording; --.raw",
      "<img src=x onerror=alert(1)>.raw", "$(reboot).raw", "\u202Ewar.7.raw", "1763683000.7%2F..%2Fx.raw", "Ж.raw"})
  void a_hostile_name_is_kept_as_a_word_and_nothing_more(String name) throws IOException {
    Path file = arrives(name, SOUND);

    Recording kept = taken(server(), file);

    assertEquals(Optional.of(Fault.BAD_NAME), kept.fault());
    assertEquals(kept.sourceName(), onlyRow().sourceName());
    assertTrue(kept.sourceName().codePoints().noneMatch(Character::isISOControl));
    assertFalse(kept.sourceName().contains("\u202E"));
    assertEquals(List.of(kept.id() + ".bin"), filesIn(data.resolve("quarantine")));
  }

  @Test
  void a_full_disk_leaves_the_file_where_it_is() throws IOException {
    Intake careful = new Intake(store, Archive.open(data), ids(), Clock.systemUTC(), Duration.ofHours(12),
        Long.MAX_VALUE / 2);
    Path file = arrives("1763683000.7.raw", SOUND);

    assertEquals(new Outcome.NoSpace(), careful.take(MAIN, file));
    assertTrue(Files.exists(file));
  }

  @Test
  void a_time_that_cannot_be_is_drawn_to_what_can() throws IOException {
    Path before = arrives("1763683000.7.raw", SOUND);
    Files.setLastModifiedTime(before, FileTime.from(Instant.EPOCH));
    Path after = arrives("1763683000.8.raw", SOUND);
    Files.setLastModifiedTime(after, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

    assertEquals(Instant.ofEpochSecond(1_763_683_000), taken(server(), before).endedAt());
    assertFalse(taken(server(), after).endedAt().isAfter(Instant.now()));
  }

  @Test
  void a_file_that_is_gone_is_nobodys_fault() throws IOException {
    assertEquals(new Outcome.Gone(), server().take(MAIN, done.resolve("1763683000.7.raw")));
  }

  private String today() throws IOException {
    try (Stream<Path> found = Files.walk(data)) {
      return data.relativize(found.filter(path -> path.toString().endsWith(".wav")).findFirst().orElseThrow()
          .getParent()).toString();
    }
  }

  /** A server that does so many steps with the file and is then no more. */
  private Copied runSteps(Intake server, Path file, int steps) throws IOException {
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

  private Intake server() throws IOException {
    return new Intake(store, Archive.open(data), ids(), Clock.systemUTC(), Duration.ofHours(12), 0);
  }

  private static Ids ids() {
    return Ids.timeOrdered(Clock.systemUTC(), new Random());
  }

  private Path arrives(String name, byte[] content) throws IOException {
    Path file = done.resolve(name);
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.from(FINISHED));
    return file;
  }

  private static Recording taken(Intake intake, Path file) throws IOException {
    return assertInstanceOf(Outcome.Taken.class, intake.take(MAIN, file)).recording();
  }

  private Recording onlyRow() {
    return postgres.database().exactlyOne("SELECT * FROM recordings.recording", RecordingStore::read);
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
