package io.scoutline.calls.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.lab.Sipp;
import io.scoutline.lab.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P6.1, pain 11: no recording is lost for want of room, and no call minds. */
class FullDiskLabTest extends FaultsCase {

  private static final String FULL = "scoutline_recordings_disk_full";
  /** The intake leaves a gigabyte free. */
  private static final String ROOM = "1100m";
  private static final String NONE = "64m";

  private SmallDisk disk;

  @Override
  void prepare(Path folder) {
    disk = new SmallDisk(folder.resolve("data/recordings"), ROOM);
  }

  @Override
  void restore() {
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  @DisplayName("Calls go on while the disk for recordings is full; it is said, and all are taken when there is room")
  void the_disk_of_recordings_is_full() throws Exception {
    Duration said;
    try (Sipp clients = drill.call(CALLS)) {
      Await.until(() -> recordings() > 0, "nothing is recorded");
      disk.resize(NONE);
      said = drill.awaitMetric(FULL, "1");
      assertTrue(drill.findings().contains("recordings_no_room"), drill.findings()::toString);
      assertEquals("degraded", drill.health().getJsonObject("recordings:main").getString("status"));

      disk.refuseFiles();
      disk.resize(ROOM);
      clients.awaitEnd();
    }
    drill.requireTruth("with a full disk");
    lab.await(() -> waiting() > 0, "nothing waits");
    Await.elapse(A_WHILE.multipliedBy(2));
    drill.awaitMetric(FULL, "1");
    int taken = recordings();
    assertTrue(taken < CALLS, "the disk takes no file");

    disk.takeFiles();
    long begun = System.nanoTime();
    Await.until(() -> waiting() == 0, () -> waiting() + " files wait still");
    var healed = Duration.ofNanos(System.nanoTime() - begun);
    drill.awaitMetric(FULL, "0");
    assertFalse(drill.findings().contains("recordings_no_room"));
    assertEquals("up", drill.health().getJsonObject("recordings:main").getString("status"));
    Await.until(() -> silent() == 0, () -> silent() + " answered calls have no recording");
    assertEquals(List.of(), unfinished());
    measured("disk full: until said; " + (CALLS - taken) + " files taken after there was room", List.of(said, healed));
  }

  private static int recordings() {
    return count("SELECT count(*) FROM recordings.recording WHERE fault IS NULL");
  }

  /** Answered calls of which nothing can be heard. */
  private static int silent() {
    return count("""
        SELECT count(*) FROM calls.call c WHERE c.disposition = 'answered' AND NOT EXISTS
          (SELECT FROM recordings.recording r WHERE r.call_id = c.id AND r.fault IS NULL)""");
  }

  private static int count(String question) {
    return postgres.database().exactlyOne(question, row -> row.getLong(0).intValue());
  }

  private int waiting() {
    return names(lab.done()).size();
  }

  private List<String> unfinished() {
    return names(lab.folder().resolve("server/data/recordings/incoming"));
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
