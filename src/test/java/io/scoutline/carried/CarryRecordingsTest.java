package io.scoutline.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.carried.CarryScript.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P6.1: the shipped script brings each recording once, and lets it go when the server has it. */
class CarryRecordingsTest extends CarryScriptCase {

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
    pbx.instead("curl", "#!/bin/sh\nprintf 'HTTP/1.1 200 OK\\r\\n\\r\\nstatus:200\\n'\n");
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
  void a_folder_that_is_none_is_told_of() throws Exception {
    for (String setting : List.of("CARRY_SENT", "CARRY_RECORDINGS")) {
      Path misspelt = folder.resolve("pbx/" + setting);
      Ran ran = pbx.with(setting, misspelt.toString()).once();
      assertEquals(1, ran.exit());
      assertTrue(ran.said().contains(misspelt.toString()), ran.said());
      Files.createDirectories(misspelt);
      assertEquals(WELL, pbx.once());
    }
  }

  @Test
  void one_that_never_gets_through_keeps_back_none_that_come_after_it() throws Exception {
    pbx.finishes(NAME, "longer than the line holds");
    pbx.finishes("1732270001.3.raw", "sound");
    pbx.beforeAsking("*/recordings/" + NAME + "*", "echo 'curl: (55) cut' >&2; exit 55");
    Ran ran = pbx.once();
    assertEquals(1, ran.exit());
    assertTrue(ran.said().contains(NAME + " is not taken (no answer: (55) cut)"), ran.said());
    assertEquals(List.of("1732270001.3.raw"), host.done());
    assertEquals(List.of(NAME), CarriedHost.names(pbx.recordings));
  }

  @Test
  void one_that_fails_twice_and_one_that_cannot_be_taken_away_are_not_brought_again_at_once() throws Exception {
    String cut = "1732270001.3.raw";
    pbx.finishes(NAME, "sound");
    pbx.finishes(cut, "longer than the line holds");
    pbx.beforeAsking("*/recordings/*", "printf '%s\\n' \"$*\" >> '" + folder.resolve("asked")
        + "'; case \"$*\" in *" + cut + "*) exit 55 ;; esac");
    pbx.instead("rm", "#!/bin/sh\ncase \"$*\" in *" + NAME + ") exit 1 ;; esac\nexec /bin/rm \"$@\"\n");
    Process script = pbx.start();
    try {
      Await.until(() -> asked(cut) == 2, "it is not tried again");
      for (String later : List.of("1732270002.3.raw", "1732270003.3.raw")) {
        pbx.finishes(later, "sound");
        Await.until(() -> host.done().contains(later), later + " does not come");
      }
    } finally {
      script.destroy();
      script.waitFor();
    }
    assertEquals(2, asked(cut));
    assertEquals(1, asked(NAME));
    assertTrue(pbx.everythingSaid().contains(NAME + " was carried and cannot be taken away"), pbx.everythingSaid());
  }

  private long asked(String name) throws Exception {
    Path asked = folder.resolve("asked");
    return Files.exists(asked) ? Files.readAllLines(asked).stream().filter(line -> line.contains(name)).count() : 0;
  }

  @Test
  void one_that_changed_a_moment_ago_waits_however_long_the_pass_has_lasted() throws Exception {
    Path first = pbx.finishes(NAME, "sound");
    Files.setLastModifiedTime(first, FileTime.from(Instant.parse("2026-11-20T09:00:00Z")));
    Path second = pbx.finishes("1732270001.3.raw", "sound");
    pbx.instead("date", "#!/bin/sh\nexec stat -c %Y '" + second + "'\n");
    pbx.beforeAsking("*/recordings/" + NAME + "*", "touch '" + second + "'");
    assertEquals(WELL, pbx.once());
    assertEquals(List.of(NAME), host.done());
    pbx.asUsual("date");
    Files.setLastModifiedTime(second, FileTime.from(Instant.parse("2026-11-20T10:00:00Z")));
    assertEquals(WELL, pbx.once());
    assertEquals(List.of(NAME, "1732270001.3.raw"), host.done());
  }

  @Test
  void a_full_disk_does_not_stop_what_makes_room_on_it() throws Exception {
    assertEquals(WELL, pbx.once());
    pbx.writes("one\n");
    pbx.finishes(NAME, "sound");
    assertEquals(1, pbx.onceOnFullDisk());
    assertEquals(List.of(NAME), host.done());
    assertEquals(List.of(), CarriedHost.names(pbx.recordings));
    assertEquals(WELL, pbx.once());
    assertEquals(List.of("one"), host.lines());
  }
}
