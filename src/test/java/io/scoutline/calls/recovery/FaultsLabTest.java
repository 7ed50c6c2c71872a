package io.scoutline.calls.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.calls.Call;
import io.scoutline.calls.EndEvidence;
import io.scoutline.lab.PacketLoss;
import io.scoutline.lab.Sipp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * P2.5, P2.6, P17.3: whatever is killed, cut or stopped while five calls a second go through a real Asterisk, the rows
 * afterwards tell what the PBX itself wrote down.
 */
class FaultsLabTest extends FaultsCase {

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
        postgres.stopServer();
        Await.elapse(away);
        postgres.startServer();
        long begun = System.nanoTime();
        Await.until(() -> drill.rows().size() >= drill.truth().size(), "calls are not written");
        written.add(Duration.ofNanos(System.nanoTime() - begun));
      }
      clients.awaitEnd();
    }
    drill.requireTruth("after the database came back");
    measured("PostgreSQL stopped: until the rows have caught up", written);
  }

  @Test
  @DisplayName("P2.5: a link whose packets are dropped is noticed, and what was missed is made up")
  void the_link_is_half_open() throws Exception {
    var took = new ArrayList<Duration>();
    try (Sipp clients = drill.call(CALLS)) {
      Await.elapse(A_WHILE);
      try (PacketLoss pulled = PacketLoss.at(drill.cable.port())) {
        took.add(drill.awaitLink(0));
        Await.elapse(LONG ? Duration.ofSeconds(30) : A_WHILE);
      }
      took.add(drill.awaitLink(1));
      clients.awaitEnd();
    }
    drill.requireTruth("after the silence");
    measured("packets of the link dropped: until noticed, up again", took);
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
