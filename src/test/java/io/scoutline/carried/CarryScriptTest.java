package io.scoutline.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.carried.CarryScript.Ran;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * P16.2, P17.4: the shipped script as a whole, run by the system's shell: what is interrupted, and whom it believes.
 */
class CarryScriptTest extends CarryScriptCase {

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
  void whoever_would_have_it_ask_without_a_pause_or_for_ever_is_refused() throws Exception {
    for (String setting : List.of("CARRY_EVERY", "CARRY_LONGEST_PAUSE")) {
      for (String seconds : List.of("0", "-1", "1.5", "08", "soon", "9999999999999999")) {
        assertEquals(78, pbx.with(setting, seconds).once().exit(), setting + " " + seconds);
      }
      assertEquals(WELL, pbx.with(setting, "1").once());
    }
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
