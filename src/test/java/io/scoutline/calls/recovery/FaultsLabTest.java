package io.scoutline.calls.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.calls.Call;
import io.scoutline.calls.EndEvidence;
import io.scoutline.lab.LabAsterisk;
import io.scoutline.lab.Sipp;
import io.scoutline.platform.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * P2.5, P2.6, P17.3: whatever is killed, cut or stopped while five calls a second go through a real Asterisk, the rows
 * afterwards tell what the PBX itself wrote down. Forty calls a fault; {@code -Dscoutline.faults.calls=1000} takes it
 * to the length of docs/faults.md. What it measures stands in {@code target/faults.txt}.
 */
class FaultsLabTest {

  private static final int CALLS = Integer.getInteger("scoutline.faults.calls", 40);
  private static final boolean LONG = CALLS >= 1_000;
  private static final Duration A_WHILE = Duration.ofSeconds(3);

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private LabAsterisk lab;
  private Drill drill;

  @BeforeEach
  void open() throws Exception {
    postgres.database().update("TRUNCATE calls.call, calls.participant, calls.leg, calls.flight, calls.note,"
        + " calls.records_place, promises.promise");
    lab = LabAsterisk.start();
    drill = new Drill(lab, postgres, lab.folder().resolve("server"));
  }

  @AfterEach
  void shut() throws Exception {
    if (drill != null) {
      drill.close();
    }
    lab.close();
  }

  private static void measured(String what, List<Duration> took) throws IOException {
    String line = String.format(Locale.ROOT, "%-60s %s%n", what + ", " + CALLS + " calls",
        took.stream().map(each -> String.format(Locale.ROOT, "%.1f s", each.toMillis() / 1_000.0)).toList());
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "faults.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    System.out.print(line);
  }

  @Test
  @DisplayName("P2.6: a server that is killed again and again loses no call and counts none twice")
  void the_server_is_killed() throws Exception {
    var healthy = new ArrayList<Duration>();
    try (Sipp clients = drill.call(CALLS)) {
      for (int kill = 0; kill < (LONG ? 5 : 1); kill++) {
        Await.elapse(LONG ? Duration.ofSeconds(25) : A_WHILE);
        drill.killServer();
        Await.elapse(A_WHILE);
        healthy.add(drill.startServer());
      }
      clients.awaitEnd();
    }
    lab.await(() -> lab.command("core show channels count").startsWith("0 active channels"), "channels are left");
    drill.requireTruth("after the kills");
    assertTrue(drill.rows().size() >= CALLS);
    measured("server killed: until it answers", healthy);
  }

  @Test
  @DisplayName("P2.6: what happens while the database is away is written when it is back")
  void the_database_is_away() throws Exception {
    var written = new ArrayList<Duration>();
    try (Sipp clients = drill.call(CALLS)) {
      for (Duration away : LONG ? List.of(Duration.ofSeconds(10), Duration.ofSeconds(60)) : List.of(A_WHILE)) {
        Await.elapse(A_WHILE);
        postgres.goAway();
        Await.elapse(away);
        postgres.comeBack();
        long begun = System.nanoTime();
        Await.until(() -> drill.rows().size() >= drill.truth().size(), "calls are not written");
        written.add(Duration.ofNanos(System.nanoTime() - begun));
      }
      clients.awaitEnd();
    }
    drill.requireTruth("after the database came back");
    measured("database away: until the rows have caught up", written);
  }

  @Test
  @DisplayName("P2.5: a link on which nothing arrives any more is noticed, and what was missed is made up")
  void the_link_is_half_open() throws Exception {
    var took = new ArrayList<Duration>();
    try (Sipp clients = drill.call(CALLS)) {
      Await.elapse(A_WHILE);
      drill.cable.silence(true);
      took.add(drill.awaitLink(0));
      drill.cable.silence(false);
      took.add(drill.awaitLink(1));
      clients.awaitEnd();
    }
    drill.requireTruth("after the silence");
    measured("link half-open: until noticed, until it is up again", took);
  }

  @Test
  @DisplayName("P2.5: after a restart of the PBX no call stays open, and the ends of those it cut are estimates")
  void the_pbx_is_restarted() throws Exception {
    var took = new ArrayList<Duration>();
    try (Sipp clients = drill.call(CALLS / 2)) {
      Await.elapse(A_WHILE);
      lab.kill();
    }
    took.add(drill.awaitLink(0));
    lab.restart();
    took.add(drill.awaitLink(1));
    drill.connectPhones();
    try (Sipp clients = drill.call(CALLS / 2)) {
      clients.awaitEnd();
    }
    took.add(drill.awaitRows());
    List<Call> truth = drill.truth();
    Set<String> whole = new HashSet<>();
    truth.forEach(call -> whole.addAll(call.linkedids()));
    Await.until(() -> drill.rows().stream().filter(row -> row.ending().orElseThrow().evidence() != EndEvidence.RESYNC)
        .count() == truth.size(), () -> truth.size() + " calls are over by the records, not " + drill.rows());
    List<Call> cut = drill.rows().stream().filter(row -> !whole.contains(row.linkedids().getFirst())).toList();
    assertFalse(cut.isEmpty(), "somebody was on the phone");
    cut.forEach(call -> assertEquals(EndEvidence.RESYNC, call.ending().orElseThrow().evidence()));
    assertEquals(truth.size(), drill.rows().size() - cut.size());
    measured("PBX restarted: link down, up again, rows over", took);
  }
}
