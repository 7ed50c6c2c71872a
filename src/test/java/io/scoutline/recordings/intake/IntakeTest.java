package io.scoutline.recordings.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.PbxName;
import io.scoutline.recordings.Recording;
import io.scoutline.recordings.RecordingState;
import io.scoutline.recordings.Sounds;
import io.scoutline.recordings.intake.Intake.Copied;
import io.scoutline.recordings.intake.Intake.Outcome;
import io.scoutline.recordings.sound.AudioFormat;
import io.scoutline.recordings.sound.TalkTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P6.1, pain 11: nothing that the PBX finished is lost or doubled, whenever we die. */
class IntakeTest extends IntakeCase {

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
}
