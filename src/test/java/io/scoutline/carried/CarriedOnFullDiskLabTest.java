package io.scoutline.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.carried.CarryScript.Ran;
import io.scoutline.lab.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P6.1, P17.4: while the server's disk is full its answer says so, and everything waits on the PBX's host. */
class CarriedOnFullDiskLabTest {

  private static final Ran WELL = new Ran(0, "");
  private static final String NAME = "1732270000.17.raw";
  /** A gigabyte is left free. */
  private static final String ROOM = "1100m";

  @TempDir
  Path folder;

  private SmallDisk disk;
  private CarriedHost host;
  private CarryScript pbx;

  @BeforeEach
  void open() {
    disk = new SmallDisk(folder.resolve("server"), ROOM);
    host = new CarriedHost(folder.resolve("server"));
    pbx = new CarryScript(folder.resolve("pbx"), CarriedHost.TOKEN).to(host.uri());
  }

  @AfterEach
  void close() {
    host.close();
    disk.close();
  }

  @Test
  void what_the_full_disk_does_not_take_waits_at_the_pbx_and_comes_once() throws Exception {
    assertEquals(WELL, pbx.once());
    disk.resize("64m");
    assertRefused("one\n", pbx.finishes(NAME, "sound"));
    disk.refuseFiles();
    disk.resize(ROOM);
    assertRefused("two\n", pbx.recordings.resolve(NAME));

    disk.takeFiles();
    assertEquals(WELL, pbx.once());

    assertEquals(List.of("one", "two"), host.lines());
    assertEquals(List.of(NAME), host.done());
    assertFalse(Files.exists(pbx.recordings.resolve(NAME)));
  }

  private void assertRefused(String written, Path finished) throws Exception {
    pbx.writes(written);

    Ran ran = pbx.once();

    assertTrue(ran.exit() != 0 && ran.said().contains("the records are not taken (507)")
        && ran.said().contains("the recordings are not taken (507)"), ran::toString);
    assertEquals("sound", Files.readString(finished));
    assertEquals(List.of(), host.arriving());
    assertEquals(List.of(), host.done());
  }
}
