package io.scoutline.calls.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.FreePort;
import io.scoutline.lab.AmiTap;
import io.scoutline.lab.AmiTap.Frame;
import io.scoutline.lab.LabRouting;
import io.scoutline.lab.PacketLoss;
import io.scoutline.lab.Sipp;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P4: whatever becomes of the one who is asked where calls go, five calls a second find a phone that rings. */
class RoutingFaultsLabTest extends FaultsCase {

  /** Each of these calls waits for its answer; more of them tell nothing more. */
  private static final int ASKED = Math.max(15, CALLS / 5);

  /** By the PBX's clock since it arrived. {@code queued} is empty when the server was followed. */
  private record Rang(Optional<Duration> queued, Duration rang) {

    Duration fellBack() {
      return queued.orElse(Duration.ZERO);
    }
  }

  @Test
  @DisplayName("Calls go to the queue while FastAGI hangs, refuses or dies in the middle of its answer")
  void fastagi_hangs_refuses_and_dies() throws Exception {
    int nobody = FreePort.find();
    fallsBack("FastAGI refuses", nobody);
    var never = new CountDownLatch(1);
    try (var hung = routing()) {
      hung.answer(_ -> {
        awaitEnd(never);
        return LabRouting.Answer.nothing();
      });
      fallsBack("FastAGI hangs", hung.port());
    } finally {
      never.countDown();
    }
    try (var dying = routing()) {
      dying.answer(_ -> new LabRouting.Answer(List.of("ROUTE_TO 101")));
      fallsBack("FastAGI dies in the middle of its answer", dying.port());
    }
    drill.requireTruth("after FastAGI was away");
  }

  private static LabRouting routing() {
    return new LabRouting(new InetSocketAddress("127.0.0.1", FreePort.find()));
  }

  private static void awaitEnd(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void fallsBack(String what, int port) throws Exception {
    lab.global("SCOUTLINE_AGI", "agi://127.0.0.1:" + port + "/route");
    List<Rang> calls = during(ASKED);
    assertEquals(ASKED, calls.size());
    assertTrue(calls.stream().allMatch(call -> call.queued().isPresent()), () -> what + ": " + calls);
    tell(what, calls);
  }

  @Test
  @DisplayName("A host of FastAGI that drops every packet is asked once, then left alone, and asked again by one call")
  void the_host_of_fastagi_answers_nothing_at_all() throws Exception {
    List<Rang> silent;
    try (PacketLoss gone = PacketLoss.at(lab.agi().getPort())) {
      silent = during(CALLS);
      assertFalse(skipUntil().equals("0"), "the dialplan takes note of it");
    }
    assertTrue(silent.stream().allMatch(call -> call.queued().isPresent()), silent::toString);
    List<Rang> slow = silent.stream().filter(call -> call.fellBack().toMillis() > 1_500).toList();
    List<Rang> quick = silent.stream().filter(call -> call.fellBack().toMillis() <= 1_500).toList();
    assertFalse(quick.isEmpty(), "nobody waits twice");
    tell("FastAGI's host is silent, calls that asked", slow);
    tell("FastAGI's host is silent, calls that did not ask", quick);

    Instant back = Instant.now();
    for (int some = 0; !skipUntil().equals("0"); some++) {
      assertTrue(some < 10, "the server is not asked again");
      during(ASKED);
    }
    Await.until(() -> drill.rows().stream().anyMatch(call -> call.startedAt().isAfter(back)
        && call.lastRoute().isPresent()), "the server decides again");
    drill.requireTruth("after the host of FastAGI was silent");
  }

  private String skipUntil() {
    return lab.command("dialplan show globals").lines().map(String::strip)
        .filter(line -> line.startsWith("SCOUTLINE_SKIP_UNTIL=")).findFirst().orElseThrow()
        .substring("SCOUTLINE_SKIP_UNTIL=".length());
  }

  /** So many calls from their first to their end, in the order in which they came. */
  private List<Rang> during(int count) throws Exception {
    try (var tap = new AmiTap(lab.fullAccount())) {
      int mark = tap.mark();
      try (Sipp clients = drill.call(count)) {
        clients.awaitEnd();
      }
      lab.settle(tap);
      return rang(tap.since(mark));
    }
  }

  private static List<Rang> rang(List<Frame> frames) {
    Map<String, Instant> queued = new HashMap<>();
    Map<String, Instant> rang = new HashMap<>();
    for (Frame frame : frames) {
      if (frame.event().equals("QueueCallerJoin")) {
        queued.putIfAbsent(frame.get("Linkedid"), at(frame));
      } else if (frame.is("Newstate", "ChannelStateDesc", "Ringing") && !frame.get("Channel").contains("/trunk-")) {
        rang.putIfAbsent(frame.get("Linkedid"), at(frame));
      }
    }
    return frames.stream().filter(frame -> frame.is("Newchannel", "Channel", "PJSIP/trunk-"))
        .map(frame -> new Rang(
            Optional.ofNullable(queued.get(frame.get("Linkedid"))).map(then -> Duration.between(at(frame), then)),
            Duration.between(at(frame), Optional.ofNullable(rang.get(frame.get("Linkedid"))).orElseThrow(
                () -> new AssertionError("no phone rang for " + frame))))).toList();
  }

  private static Instant at(Frame frame) {
    String[] parts = frame.get("Timestamp").split("\\.");
    return Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]) * 1_000);
  }

  private static void tell(String what, List<Rang> calls) throws Exception {
    measured(what + ", " + calls.size() + " of them, median and longest: queue",
        medianAndLongest(calls.stream().map(Rang::fellBack)));
    measured(what + ", " + calls.size() + " of them, median and longest: ring",
        medianAndLongest(calls.stream().map(Rang::rang)));
  }

  private static List<Duration> medianAndLongest(Stream<Duration> some) {
    List<Duration> sorted = some.sorted().toList();
    return sorted.isEmpty() ? List.of() : List.of(sorted.get(sorted.size() / 2), sorted.getLast());
  }
}
