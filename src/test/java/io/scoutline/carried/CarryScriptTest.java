package io.scoutline.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.carried.CarryScript.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P2.6, P6.1, P17.4: the shipped script, run by the system's shell, carries all once, whatever is interrupted. */
class CarryScriptTest {

  private static final Ran WELL = new Ran(0, "");
  private static final String NAME = "1732270000.17.raw";

  @TempDir
  Path folder;

  private CarriedHost host;
  private CarryScript pbx;

  @BeforeEach
  void open() {
    host = new CarriedHost(folder.resolve("server"));
    pbx = new CarryScript(folder.resolve("pbx"), CarriedHost.TOKEN).to(host.uri());
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void the_first_time_it_begins_at_the_end_and_then_brings_every_line() throws Exception {
    pbx.writes("old\n");
    assertEquals(WELL, pbx.once());
    pbx.writes("one\ntwo\n");
    assertEquals(WELL, pbx.once());
    assertEquals(WELL, pbx.once());
    pbx.writes("three\n");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two", "three"), host.lines());
  }

  @Test
  void of_a_pbx_that_has_written_nothing_yet_the_first_line_is_not_missed() throws Exception {
    assertEquals(WELL, pbx.once());
    pbx.writes("one\n");
    Files.move(pbx.records, pbx.records.resolveSibling("scoutline.csv.1"));
    pbx.writes("two\n");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two"), host.lines());
  }

  @Test
  void half_a_line_waits_for_its_end() throws Exception {
    assertEquals(WELL, pbx.once());
    pbx.writes("one\ntw");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one"), host.lines());
    pbx.writes("o\n");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two"), host.lines());
  }

  @Test
  void more_than_a_piece_comes_in_pieces_of_whole_lines() throws Exception {
    assertEquals(WELL, pbx.once());
    var lines = new StringBuilder();
    for (int line = 0; line < 20_000; line++) {
      lines.append("a line that is some thirty bytes long ").append(line).append('\n');
    }
    pbx.writes(lines.toString());
    assertEquals(WELL, pbx.once());
    assertEquals(lines.toString().lines().toList(), host.lines());
  }

  @Test
  void killed_after_sending_and_before_remembering_it_it_brings_nothing_twice() throws Exception {
    assertEquals(WELL, pbx.once());
    pbx.writes("one\n");
    pbx.once();
    pbx.writes("two\nthree\n");
    pbx.instead("mv", "#!/bin/sh\ncase \"$*\" in *records.new*) kill -9 \"$PPID\" ;; esac\nexec /bin/mv \"$@\"\n");
    assertEquals(137, pbx.once().exit());
    assertEquals(List.of("one", "two", "three"), host.lines());
    pbx.asUsual("mv");
    assertEquals(WELL, pbx.once());
    pbx.writes("four\n");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two", "three", "four"), host.lines());
  }

  @Test
  void killed_before_the_server_has_answered_it_brings_nothing_twice() throws Exception {
    assertEquals(WELL, pbx.once());
    pbx.writes("one\n");
    pbx.instead("curl", "#!/bin/sh\n/usr/bin/env PATH=/usr/bin:/bin curl \"$@\" > /dev/null\nkill -9 \"$PPID\"\n");
    pbx.once();
    pbx.asUsual("curl");
    pbx.writes("two\n");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two"), host.lines());
  }

  @Test
  void having_forgotten_everything_it_asks_the_server() throws Exception {
    assertEquals(WELL, pbx.once());
    pbx.writes("one\n");
    assertEquals(WELL, pbx.once());
    Files.delete(pbx.state().resolve("records"));
    pbx.writes("two\nthree\n");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two", "three"), host.lines());
    Files.writeString(pbx.state().resolve("records"), ""); // a power cut
    pbx.writes("four\n");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two", "three", "four"), host.lines());
  }

  @Test
  void a_server_that_is_away_is_waited_for_and_gets_everything() throws Exception {
    assertEquals(WELL, pbx.once());
    host.stop();
    pbx.writes("one\n");
    pbx.finishes(NAME, "sound");
    Ran alone = pbx.once();
    assertEquals(1, alone.exit());
    assertTrue(alone.said().contains("no answer"), alone.said());
    pbx.writes("two\n");
    host.start();
    assertEquals(WELL, pbx.to(host.uri()).once());
    assertEquals(List.of("one", "two"), host.lines());
    assertEquals(List.of(NAME), host.done());
  }

  @Test
  void however_often_the_file_was_rotated_meanwhile_none_is_left_out() throws Exception {
    assertEquals(WELL, pbx.once());
    pbx.writes("one\n");
    assertEquals(WELL, pbx.once());
    pbx.writes("two\nand half of a li");
    pbx.rotates("scoutline.csv.2", 300);
    pbx.writes("three\n");
    pbx.rotates("scoutline.csv.1", 200);
    pbx.writes("four\n");
    pbx.rotates("scoutline.csv-20261122", 100);
    pbx.writes("five\n");
    assertEquals(WELL, pbx.once());
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two", "three", "four", "five"), host.lines());
  }

  @Test
  void a_file_that_is_copied_and_emptied_loses_nothing_and_doubles_nothing() throws Exception {
    assertEquals(WELL, pbx.once());
    pbx.writes("one\n");
    assertEquals(WELL, pbx.once());
    pbx.writes("two\n");
    Files.copy(pbx.records, pbx.records.resolveSibling("scoutline.csv.1"));
    Files.writeString(pbx.records, "three\nwhich is as long as the other\n");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two", "three", "which is as long as the other"), host.lines());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void killed_cut_and_rotated_by_chance_it_brings_every_line_and_every_recording_once(long seed) throws Exception {
    var chance = new Random(seed);
    var lines = new ArrayList<String>();
    var names = new TreeSet<String>();
    assertEquals(WELL, pbx.once());
    boolean away = false;
    for (int turn = 0; turn < 25; turn++) {
      for (int line = chance.nextInt(4); line > 0; line--) {
        lines.add("line " + lines.size() + " of " + seed);
        pbx.writes(lines.getLast() + "\n");
      }
      if (chance.nextInt(4) == 0 && Files.exists(pbx.records)) {
        Files.move(pbx.records, pbx.records.resolveSibling("scoutline.csv." + (100 - turn)));
      }
      if (chance.nextInt(3) == 0) {
        names.add(1_732_270_000 + turn + ".1.raw");
        pbx.finishes(names.last(), "sound of turn ".repeat(chance.nextInt(20_000)) + turn);
      }
      if (chance.nextInt(5) == 0) {
        away = !away;
        if (away) {
          host.stop();
        } else {
          host.start();
        }
      }
      Process script = pbx.to(host.uri()).start("once");
      if (chance.nextBoolean()) {
        script.waitFor(chance.nextInt(400), TimeUnit.MILLISECONDS);
        script.destroyForcibly();
      }
      script.waitFor();
    }
    if (away) {
      host.start();
    }
    pbx.to(host.uri());
    Await.until(() -> pbx.once().equals(WELL), "it is never well again");
    assertEquals(WELL, pbx.once());
    assertEquals(lines, host.lines());
    assertEquals(List.copyOf(names), host.done());
    assertEquals(List.of(), CarriedHost.names(pbx.recordings));
  }

  @Test
  void it_works_until_it_is_stopped_and_leaves_nothing_but_what_it_remembers() throws Exception {
    pbx.writes("old\n");
    Process script = pbx.start();
    Await.until(() -> Files.exists(pbx.state().resolve("records")), "it has not begun");
    pbx.writes("one\n");
    pbx.finishes(NAME, "sound");
    Await.until(() -> host.lines().equals(List.of("one")) && host.done().equals(List.of(NAME)), "nothing has come");
    assertEquals(1, pbx.start("once").waitFor());
    assertTrue(pbx.everythingSaid().contains("it runs already"), pbx.everythingSaid());
    script.destroy();
    assertTrue(script.waitFor(30, TimeUnit.SECONDS));
    assertEquals(List.of("records", "work"), CarriedHost.names(pbx.state()));
    assertEquals(List.of(), CarriedHost.names(pbx.state().resolve("work")));
  }

  @Test
  void what_a_killed_one_left_locked_holds_nobody_up() throws Exception {
    pbx.writes("old\n");
    Process script = pbx.start();
    Await.until(() -> Files.exists(pbx.state().resolve("records")), "it has not begun");
    script.destroyForcibly().waitFor();
    assertTrue(Files.isSymbolicLink(pbx.state().resolve("lock")));
    assertEquals(0, pbx.once().exit());
  }

  @Test
  void a_recording_goes_when_the_server_has_it() throws Exception {
    pbx.finishes(NAME, "sound");
    pbx.finishes("pbx1-1732270001.3-2.wav", "");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of(), CarriedHost.names(pbx.recordings));
    assertEquals(List.of(NAME, "pbx1-1732270001.3-2.wav"), host.done());
    Path there = host.main().doneFolder().resolve(NAME);
    assertEquals("sound", Files.readString(there));
    assertEquals(Instant.parse("2026-11-20T10:00:00.125Z"), Files.getLastModifiedTime(there).toInstant());
  }

  @Test
  void a_large_recording_is_carried_whole() throws Exception {
    pbx.finishes(NAME, "twelve bytes".repeat(1_000_000));
    assertEquals(WELL, pbx.once());
    assertEquals(12_000_000, Files.size(host.main().doneFolder().resolve(NAME)));
  }

  @Test
  void a_recording_may_be_kept_aside_instead() throws Exception {
    Path sent = Files.createDirectory(folder.resolve("pbx/sent"));
    pbx.finishes(NAME, "sound");
    assertEquals(WELL, pbx.with("CARRY_SENT", sent.toString()).once());
    assertEquals(List.of(NAME), CarriedHost.names(sent));
    assertEquals(List.of(), CarriedHost.names(pbx.recordings));
  }

  @Test
  void a_recording_stays_while_nobody_says_that_it_is_there() throws Exception {
    pbx.finishes(NAME, "sound");
    // Something between us that answers everything with a page of its own.
    pbx.instead("curl", "#!/bin/sh\nprintf 200\n");
    assertEquals(1, pbx.once().exit());
    assertEquals(List.of(NAME), CarriedHost.names(pbx.recordings));
    pbx.asUsual("curl");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of(NAME), host.done());
  }

  @Test
  void one_that_is_refused_lets_the_others_pass_and_stays() throws Exception {
    pbx.finishes("1-notes.raw", "no recording");
    pbx.finishes(NAME, "sound");
    Ran ran = pbx.once();
    assertEquals(1, ran.exit());
    assertTrue(ran.said().contains("will not take 1-notes.raw"), ran.said());
    assertEquals(List.of("1-notes.raw"), CarriedHost.names(pbx.recordings));
    assertEquals(List.of(NAME), host.done());
  }

  @Test
  void no_name_of_a_file_is_ever_run_or_taken_for_an_option() throws Exception {
    List<String> names = List.of("$(touch ran).raw", "; touch ran;.raw", "`touch ran`.wav", "-rf.raw", "*.raw",
        ".hidden.raw", "two words.raw", "{a,b}.raw");
    for (String name : names) {
      pbx.finishes(name, "sound");
    }
    Files.createSymbolicLink(pbx.recordings.resolve("1732270000.99.raw"), pbx.tokenFile());
    pbx.finishes(NAME, "sound");
    pbx.once();
    assertEquals(List.of(NAME), host.done());
    assertEquals(names.size() + 1, CarriedHost.names(pbx.recordings).size());
    assertFalse(Files.exists(folder.resolve("pbx/ran")));
  }

  @Test
  void a_wrong_token_brings_nothing_and_says_so() throws Exception {
    Files.writeString(pbx.tokenFile(), "x".repeat(40));
    pbx.writes("one\n");
    pbx.finishes(NAME, "sound");
    Ran ran = pbx.once();
    assertEquals(1, ran.exit());
    assertTrue(ran.said().contains("(401)"), ran.said());
    assertEquals(List.of(), host.lines());
    assertEquals(List.of(NAME), CarriedHost.names(pbx.recordings));
  }

  @Test
  void the_name_of_another_pbx_brings_nothing() throws Exception {
    pbx.writes("one\n");
    Ran ran = pbx.with("CARRY_PBX", "branch").once();
    assertEquals(1, ran.exit());
    assertTrue(ran.said().contains("(404)"), ran.said());
    assertEquals(List.of(), host.lines());
  }

  @Test
  void the_token_is_on_no_command_line() throws Exception {
    pbx.instead("curl", "#!/bin/sh\nprintf '%s ' \"$@\" >> '" + folder.resolve("seen")
        + "'\nexec /usr/bin/env PATH=/usr/bin:/bin curl \"$@\"\n");
    pbx.writes("one\n");
    pbx.finishes(NAME, "sound");
    assertEquals(WELL, pbx.once());
    String seen = Files.readString(folder.resolve("seen"));
    assertTrue(seen.contains(NAME), seen);
    assertFalse(seen.contains(CarriedHost.TOKEN), seen);
  }

  @Test
  void a_token_that_others_can_read_and_an_address_without_encryption_are_refused() throws Exception {
    Files.setPosixFilePermissions(pbx.tokenFile(), PosixFilePermissions.fromString("rw-r-----"));
    assertEquals(78, pbx.once().exit());
    Files.setPosixFilePermissions(pbx.tokenFile(), PosixFilePermissions.fromString("r--------"));
    assertEquals(WELL, pbx.once());
    for (String url : List.of("http://calls.example.com", "http://127.0.0.1:80@calls.example.com",
        "https://", "https://calls.example.com/ -o x", "ftp://127.0.0.1:1")) {
      assertEquals(78, pbx.with("CARRY_URL", url).once().exit(), url);
    }
  }
}
