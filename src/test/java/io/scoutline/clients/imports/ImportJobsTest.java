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

  private ImportFolder folder(long room) {
    return new ImportFolder(temporary.resolve("imports"), room);
  }

  private static ImportJobs jobs(ImportFolder folder) {
    return new ImportJobs(new Importer(null, null, null, "RU", null), () -> {}, folder);
  }

  private static String refused(ImportJobs jobs, long person) {
    Problem problem = assertThrows(Problem.class, () -> jobs.expect(UUID.randomUUID(), new PersonId(person)));
    return problem.status() + " " + problem.code();
  }

  @Test
  void one_person_has_only_so_many_on_their_way() {
    ImportFolder files = folder(0);
    try (var jobs = jobs(files)) {
      var last = new UUID(0, 1);
      jobs.expect(last, new PersonId(1));
      for (int more = 1; more < ImportJobs.OF_ONE; more++) {
        jobs.expect(UUID.randomUUID(), new PersonId(1));
      }
      assertEquals("409 your_imports_waiting", refused(jobs, 1));
      jobs.expect(UUID.randomUUID(), new PersonId(2));
      jobs.arrivedNot(last, files.place("never"));
      jobs.expect(UUID.randomUUID(), new PersonId(1));
    }
  }

  @Test
  void nor_have_all_of_them_together() {
    ImportFolder files = folder(0);
    try (var jobs = jobs(files)) {
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
    try (var tight = jobs(folder(free)); var wide = jobs(folder(free / 100))) {
      assertEquals("507 no_room", refused(tight, 1));
      wide.expect(UUID.randomUUID(), new PersonId(1));
    }
  }

  @Test
  void what_did_not_arrive_is_removed_and_so_is_what_an_earlier_run_left() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("imports"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path left = Files.createFile(folder.resolve("left.csv"));
    ImportFolder files = folder(0);
    try (var jobs = jobs(files)) {
      assertFalse(Files.exists(left));
      UUID id = UUID.randomUUID();
      jobs.expect(id, new PersonId(1));
      Path half = Files.createFile(files.place(id.toString()));
      jobs.arrivedNot(id, half);
      assertFalse(Files.exists(half));
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }
  }

  @Test
  void of_the_reports_of_earlier_loads_the_oldest_give_way() throws IOException {
    ImportFolder files = folder(0);
    try (var jobs = jobs(files)) {
      for (int load = 0; load < ImportFolder.REPORTS + 2; load++) {
        Path report = Files.createFile(files.place("import-" + load + "-1-ru"));
        Files.setLastModifiedTime(report, FileTime.fromMillis(1_000_000L + load * 1_000L));
      }
      Path other = Files.createFile(files.place("other"));
      files.keepFewReports();
      try (Stream<Path> there = Files.list(temporary.resolve("imports"))) {
        assertEquals(ImportFolder.REPORTS + 1, there.count());
      }
      assertTrue(Files.exists(other));
      assertFalse(Files.exists(files.place("import-1-1-ru")));
      assertTrue(Files.exists(files.place("import-2-1-ru")));
    }
  }
}
