package io.scoutline.clients.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.PersonId;
import io.scoutline.platform.wire.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P8.4: a file that would not be taken is refused before it is sent; here none comes as far as being read. */
class ImportJobsTest {

  @TempDir Path temporary;

  private ImportJobs jobs(long room) {
    return new ImportJobs(new Importer(null, null, null, "RU", null), () -> {}, temporary.resolve("imports"), room);
  }

  private static String refused(ImportJobs jobs, long person) {
    Problem problem = assertThrows(Problem.class, () -> jobs.expect(UUID.randomUUID(), new PersonId(person)));
    return problem.status() + " " + problem.code();
  }

  @Test
  void one_person_has_only_so_many_on_their_way() {
    try (var jobs = jobs(0)) {
      var last = new UUID(0, 1);
      jobs.expect(last, new PersonId(1));
      for (int more = 1; more < ImportJobs.OF_ONE; more++) {
        jobs.expect(UUID.randomUUID(), new PersonId(1));
      }
      assertEquals("409 your_imports_waiting", refused(jobs, 1));
      jobs.expect(UUID.randomUUID(), new PersonId(2));
      jobs.arrivedNot(last, jobs.place("never"));
      jobs.expect(UUID.randomUUID(), new PersonId(1));
    }
  }

  @Test
  void nor_have_all_of_them_together() {
    try (var jobs = jobs(0)) {
      for (int person = 1; person <= ImportJobs.WAITING; person++) {
        jobs.expect(UUID.randomUUID(), new PersonId(person));
      }
      assertEquals("503 imports_waiting", refused(jobs, 99));
    }
  }

  @Test
  void a_disk_without_room_for_one_more_takes_none() throws IOException {
    Files.createDirectories(temporary.resolve("imports"));
    long free = Files.getFileStore(temporary).getUsableSpace();
    try (var tight = jobs(free); var wide = jobs(free / 100)) {
      assertEquals("507 no_room", refused(tight, 1));
      wide.expect(UUID.randomUUID(), new PersonId(1));
    }
  }

  @Test
  void what_did_not_arrive_is_removed_and_so_is_what_an_earlier_run_left() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("imports"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path left = Files.createFile(folder.resolve("left.csv"));
    try (var jobs = jobs(0)) {
      assertFalse(Files.exists(left));
      UUID id = UUID.randomUUID();
      jobs.expect(id, new PersonId(1));
      Path half = Files.createFile(jobs.place(id.toString()));
      jobs.arrivedNot(id, half);
      assertFalse(Files.exists(half));
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }
  }

  @Test
  void of_the_reports_of_earlier_loads_the_oldest_give_way() throws IOException {
    try (var jobs = jobs(0)) {
      for (int load = 0; load < ImportJobs.REPORTS + 2; load++) {
        Path report = Files.createFile(jobs.place("import-" + load + "-1-ru"));
        Files.setLastModifiedTime(report, FileTime.fromMillis(1_000_000L + load * 1_000L));
      }
      Path other = Files.createFile(jobs.place("other"));
      jobs.keepFewReports();
      try (Stream<Path> there = Files.list(temporary.resolve("imports"))) {
        assertEquals(ImportJobs.REPORTS + 1, there.count());
      }
      assertTrue(Files.exists(other));
      assertFalse(Files.exists(jobs.place("import-1-1-ru")));
      assertTrue(Files.exists(jobs.place("import-2-1-ru")));
    }
  }
}
