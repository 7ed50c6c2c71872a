package io.scoutline.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.carried.CarryScript.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P2.6: the shipped script brings each line of the records once, whatever is rotated, killed or forgotten. */
class CarryRecordsTest extends CarryScriptCase {

  /** It has found where to begin, and then brought this. */
  private void hasBrought(String lines) throws Exception {
    assertEquals(WELL, pbx.once());
    pbx.writes(lines);
    assertEquals(WELL, pbx.once());
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
    hasBrought("one\ntw");
    assertEquals(List.of("one"), host.lines());
    pbx.writes("o\n");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two"), host.lines());
  }

  @Test
  void more_than_a_piece_comes_in_pieces_of_whole_lines() throws Exception {
    var lines = new StringBuilder();
    for (int line = 0; line < 20_000; line++) {
      lines.append("a line that is some thirty bytes long ").append(line).append('\n');
    }
    hasBrought(lines.toString());
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
    pbx.instead("curl", "#!/bin/sh\n/usr/bin/env PATH=/usr/bin:/bin curl \"$@\" > /dev/null\nlock=$(readlink '"
        + pbx.state().resolve("lock") + "')\nkill -9 \"${lock%-*}\"\n");
    assertEquals(137, pbx.once().exit());
    pbx.asUsual("curl");
    pbx.writes("two\n");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two"), host.lines());
  }

  @Test
  void having_forgotten_everything_it_asks_the_server() throws Exception {
    hasBrought("one\n");
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
  void however_often_the_file_was_rotated_meanwhile_none_is_left_out() throws Exception {
    hasBrought("one\n");
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
    hasBrought("one\n");
    pbx.writes("two\n");
    Files.copy(pbx.records, pbx.records.resolveSibling("scoutline.csv.1"));
    Files.writeString(pbx.records, "three\nwhich is as long as the other\n");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two", "three", "which is as long as the other"), host.lines());
  }

  @Test
  void rotated_while_a_piece_is_under_way_the_rest_of_the_file_is_not_left_behind() throws Exception {
    assertEquals(WELL, pbx.once());
    pbx.writes("one\n");
    String log = pbx.records.toString();
    pbx.beforeAsking("*/records?file*", "if [ ! -e '" + log + ".1' ]; then printf 'two\\n' >> '" + log + "'; mv '" + log
        + "' '" + log + ".1'; printf 'three, and more than the first two together\\n' > '" + log + "'; fi");
    assertEquals(WELL, pbx.once());
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two", "three, and more than the first two together"), host.lines());
  }

  @Test
  void having_forgotten_everything_it_goes_on_in_the_file_in_which_it_was_and_not_in_the_newest() throws Exception {
    hasBrought("one\n");
    pbx.writes("two\n");
    pbx.rotates("scoutline.csv.2", 200);
    pbx.writes("three\n");
    pbx.rotates("scoutline.csv.1", 100);
    pbx.writes("four\n");
    Files.delete(pbx.state().resolve("records"));
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one", "two", "three", "four"), host.lines());
  }

  @Test
  void when_the_file_in_which_it_was_has_been_packed_it_says_so_and_brings_all_that_came_after_it() throws Exception {
    assertEquals(WELL, pbx.once());
    pbx.writes("one\n");
    Files.setLastModifiedTime(pbx.records, FileTime.from(Instant.now().minusSeconds(300)));
    assertEquals(WELL, pbx.once());
    pbx.rotates("scoutline.csv.2.gz", 200);
    Files.writeString(pbx.records.resolveSibling("scoutline.csv.2.gz"), "packed");
    pbx.writes("two\n");
    pbx.rotates("scoutline.csv.1", 100);
    pbx.writes("three\n");
    Ran ran = pbx.once();
    assertEquals(0, ran.exit());
    assertTrue(ran.said().contains("is gone"), ran.said());
    assertEquals(List.of("one", "two", "three"), host.lines());
  }

  @Test
  void a_file_that_cannot_be_there_or_cannot_be_read_is_told_of_and_holds_up_no_recording() throws Exception {
    pbx.finishes(NAME, "sound");
    Path misspelt = folder.resolve("pbx/lok/scoutline.csv");
    Ran ran = pbx.with("CARRY_RECORDS", misspelt.toString()).once();
    assertEquals(1, ran.exit());
    assertTrue(ran.said().contains(misspelt.toString()), ran.said());
    assertEquals(List.of(NAME), host.done());
    Files.createDirectories(misspelt);
    assertEquals(1, pbx.once().exit());
    Files.delete(misspelt);
    assertEquals(WELL, pbx.once());
  }
}
