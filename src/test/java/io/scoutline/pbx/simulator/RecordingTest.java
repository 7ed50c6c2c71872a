package io.scoutline.pbx.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.pbx.simulator.recording.SpeechSample;
import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings as the dialplan leaves them (P6.1). */
class RecordingTest {
  private static final int LOUD = 300;

  @TempDir
  Path folder;

  /** The two channels of a file. */
  private record Stereo(short[] left, short[] right) {
    static Stereo read(Path file) throws IOException {
      var samples = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      var left = new short[samples.remaining() / 2];
      var right = new short[left.length];
      for (int i = 0; i < left.length; i++) {
        left[i] = samples.get();
        right[i] = samples.get();
      }
      return new Stereo(left, right);
    }

    double seconds() {
      return left.length / 8000.0;
    }

    /** The share of tenths of a second in which a side is loud. */
    static double loud(short[] side, double from, double to) {
      int first = (int) (from * 10);
      int last = (int) (to * 10);
      int loud = 0;
      for (int tenth = first; tenth < last; tenth++) {
        for (int i = tenth * 800; i < (tenth + 1) * 800; i++) {
          if (Math.abs(side[i]) > LOUD) {
            loud++;
            break;
          }
        }
      }
      return (double) loud / (last - first);
    }
  }

  private SimulatorConfig.Builder config() {
    return SimulatorConfig.builder().timeScale(50).record(folder.resolve("spool"), folder.resolve("done"))
        .phones(List.of("101", "102"), Behaviour.answersAfter(Duration.ofSeconds(2)))
        .queue("scoutline", List.of("101"));
  }

  private Path awaitDone(String name) throws Exception {
    var file = folder.resolve("done").resolve(name);
    Await.until(() -> Files.exists(file), name + " did not appear");
    return file;
  }

  @Test
  void both_sides_speak_in_turns_for_as_long_as_the_talk() throws Exception {
    try (var pbx = SimulatedPbx.start(config().build())) {
      var truth = IncomingCallTest.end(pbx.call(Scenario.inbound("+74951234567", "+74957654321")
          .talk(Duration.ofSeconds(60)).clientHangsUp()));
      assertEquals(List.of(truth.uniqueid() + ".raw"), truth.recordings());
      var sound = Stereo.read(awaitDone(truth.uniqueid() + ".raw"));
      double talk = truth.talk().get("101").toMillis() / 1000.0;
      double untilTheEnd = Duration.between(truth.answeredAt().orElseThrow(), truth.ended()).toMillis() / 1000.0;
      assertTrue(sound.seconds() > talk - 0.5 && sound.seconds() < untilTheEnd + 0.5,
          () -> sound.seconds() + " s of a talk of " + talk + " s in a call of " + untilTheEnd + " s");
      double left = Stereo.loud(sound.left(), 0, 60);
      double right = Stereo.loud(sound.right(), 0, 60);
      assertTrue(left > 0.15 && right > 0.15, "left " + left + ", right " + right);
      int together = 0;
      for (int i = 0; i < sound.left().length; i++) {
        together += Math.abs(sound.left()[i]) > LOUD && Math.abs(sound.right()[i]) > LOUD ? 1 : 0;
      }
      assertEquals(0, together, "one listens while the other speaks");
      assertEquals(List.of(), list("spool"));
    }
  }

  private List<String> list(String name) throws IOException {
    try (var files = Files.list(folder.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void a_call_that_nobody_answered_leaves_an_empty_file() throws Exception {
    try (var server = new RoutingPeer(_ -> Map.of("ROUTE_KIND", "refuse"));
        var pbx = SimulatedPbx.start(config().agi(server.address()).build())) {
      var truth = IncomingCallTest.end(pbx.call(Scenario.inbound("+7495", "1").clientHangsUp()));
      assertEquals(0, Files.size(awaitDone(truth.recordings().getFirst())));
    }
  }

  @Test
  void an_outgoing_call_is_recorded_on_the_clients_channel() throws Exception {
    try (var pbx = SimulatedPbx.start(config().build())) {
      var truth = IncomingCallTest.end(pbx.call(Scenario.outbound("101", "+74951234567")
          .talk(Duration.ofSeconds(20)).weHangUp()));
      var client = truth.legs().stream().filter(leg -> leg.party().equals("trunk")).findFirst().orElseThrow();
      var sound = Stereo.read(awaitDone(client.uniqueid() + ".raw"));
      assertEquals(20, sound.seconds(), 3);
    }
  }

  @Test
  void one_file_spans_hold_and_transfer() throws Exception {
    try (var pbx = SimulatedPbx.start(config().build())) {
      var truth = IncomingCallTest.end(pbx.call(Scenario.inbound("+74951234567", "1")
          .talk(Duration.ofSeconds(10)).hold(Duration.ofSeconds(20)).talk(Duration.ofSeconds(10))
          .blindTransfer("102").talk(Duration.ofSeconds(30)).clientHangsUp()));
      assertEquals(1, truth.recordings().size());
      var sound = Stereo.read(awaitDone(truth.recordings().getFirst()));
      assertEquals(72, sound.seconds(), 8);
      assertEquals(0, Stereo.loud(sound.left(), 15, 25), "the client is silent while music plays");
      assertTrue(Stereo.loud(sound.right(), 15, 25) > 0.9, "the client hears music");
      assertTrue(Stereo.loud(sound.right(), 45, 70) > 0.1, "the second one of us is heard");
    }
  }

  @Test
  void a_muted_stretch_is_silent_and_a_stopped_recording_is_complete() throws Exception {
    try (var pbx = SimulatedPbx.start(config().timeScale(20).accounts(AmiProbe.SEES_EVERYTHING).build());
        var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      var call = pbx.call(Scenario.inbound("+74951234567", "1").talk(Duration.ofSeconds(120)).clientHangsUp());
      var channel = ami.awaitEvent("BridgeEnter").get("Linkedid");
      SimulatedTime.elapse(pbx, Duration.ofSeconds(10));
      assertEquals("Success", ami.ask("1", "Action: MixMonitorMute", "Channel: " + channel, "Direction: both",
          "State: 1").get("Response"));
      assertEquals("1", ami.awaitEvent("MixMonitorMute").get("State"));
      SimulatedTime.elapse(pbx, Duration.ofSeconds(10));
      assertEquals("Success", ami.ask("2", "Action: StopMixMonitor", "Channel: " + channel).get("Response"));
      ami.awaitEvent("MixMonitorStop");
      var sound = Stereo.read(awaitDone(channel + ".raw"));
      assertFalse(call.completion().isDone());
      double end = sound.seconds();
      assertTrue(Stereo.loud(sound.left(), 0, end - 11) + Stereo.loud(sound.right(), 0, end - 11) > 0.3);
      assertEquals(0, Stereo.loud(sound.left(), end - 9, end - 1));
      assertEquals(0, Stereo.loud(sound.right(), end - 9, end - 1));
      assertEquals("Error", ami.ask("3", "Action: StopMixMonitor", "Channel: " + channel).get("Response"));
      IncomingCallTest.end(call);
    }
  }

  @Test
  void a_voicemail_holds_the_message() throws Exception {
    try (var server = new RoutingPeer(_ -> Map.of("ROUTE_KIND", "voicemail"));
        var pbx = SimulatedPbx.start(config().agi(server.address()).build())) {
      var truth = IncomingCallTest.end(pbx.call(Scenario.inbound("+74951234567", "1")
          .leavesMessage(Duration.ofSeconds(25)).clientHangsUp()));
      assertTrue(truth.voicemail());
      var sound = Stereo.read(awaitDone(truth.recordings().getFirst()));
      assertEquals(25, sound.seconds(), 3);
      assertTrue(Stereo.loud(sound.left(), 1, 20) > 0.4);
    }
  }

  @Test
  void a_sample_for_a_history_is_the_same_every_time() throws Exception {
    var samples = new SpeechSample();
    samples.write(folder.resolve("a.raw"), "+74951234567", "101", Duration.ofSeconds(30), 7);
    samples.write(folder.resolve("b.raw"), "+74951234567", "101", Duration.ofSeconds(30), 7);
    assertEquals(30 * 8000 * 4, Files.size(folder.resolve("a.raw")));
    assertEquals(-1, Files.mismatch(folder.resolve("a.raw"), folder.resolve("b.raw")));
  }
}
