package io.scoutline.recordings.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.lab.SmallDisk;
import io.scoutline.recordings.Recording;
import io.scoutline.recordings.Sounds;
import io.scoutline.recordings.intake.Intake.Outcome;
import io.scoutline.recordings.sound.AudioFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P6.1: on a real disk without room nothing is begun that cannot be finished, and nothing is lost. */
class IntakeOnFullDiskLabTest extends IntakeCase {

  private static final String NAME = "1763683000.7.raw";
  private static final String ROOM = "1m";
  private SmallDisk disk;

  @BeforeEach
  void mount() {
    disk = new SmallDisk(data, ROOM);
  }

  @AfterEach
  void unmount() {
    disk.close();
  }

  @Test
  void a_file_that_does_not_fit_waits_in_its_folder_and_leaves_nothing_behind() throws IOException {
    waitsForRoom(() -> disk.resize("64k"), () -> disk.resize(ROOM));
  }

  @Test
  void a_disk_that_is_full_in_the_middle_of_a_file_is_told_from_a_file_that_is_broken() throws IOException {
    // what the header and the peaks take is not reckoned with beforehand
    waitsForRoom(() -> disk.resize((SOUND.length + 4_096) / 4_096 * 4 + "k"), () -> disk.resize(ROOM));
  }

  @Test
  void a_disk_that_takes_no_file_any_more_is_full_whatever_bytes_are_free() throws IOException {
    waitsForRoom(disk::refuseFiles, disk::takeFiles);
  }

  private void waitsForRoom(Runnable full, Runnable again) throws IOException {
    Intake server = server();
    Path file = arrives(NAME, SOUND);
    full.run();

    assertInstanceOf(Outcome.NoSpace.class, server.take(MAIN, file));

    assertTrue(Files.exists(file));
    assertEquals(List.of(), filesIn(data.resolve("incoming")));
    assertEquals(0, postgres.database().query("SELECT id FROM recordings.recording", row -> 0).size());
    again.run();
    Recording taken = taken(server, file);
    assertArrayEquals(Sounds.wav(AudioFormat.MIX_MONITOR_RAW, SOUND),
        Files.readAllBytes(data.resolve("2025/11/20/" + taken.id() + ".wav")));
    assertTrue(Files.size(data.resolve("2025/11/20/" + taken.id() + ".peaks")) > 0);
    assertEquals(List.of(), filesIn(done));
  }
}
