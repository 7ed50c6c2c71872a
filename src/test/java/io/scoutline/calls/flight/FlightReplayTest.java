package io.scoutline.calls.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.Disposition;
import io.scoutline.calls.EndEvidence;
import io.scoutline.calls.LegState;
import io.scoutline.calls.Line;
import io.scoutline.calls.RouteKind;
import io.scoutline.calls.RouteNote;
import io.scoutline.calls.flight.FlightReplay.LegNow;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.PbxEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P2.7: a strange call is exported, sent in, and replayed as a test. */
class FlightReplayTest {

  private static final ChannelRef CLIENT = Line.channel("1700000000.1", "1700000000.1", "PJSIP/trunk-00000001");
  private static final ChannelRef OWNER = Line.channel("1700000000.2", "1700000000.1", "PJSIP/101-00000002");
  private static final ChannelRef OTHER = Line.channel("1700000000.9", "1700000000.9", "PJSIP/trunk-00000009");
  private static final PbxSite SITE = new PbxSite(Set.of("PJSIP/trunk"), Set.of("scoutline-incoming"), "RU");

  private final FlightText text = new FlightText();

  static Stream<Path> sentIn() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/flights"))) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList().stream();
    }
  }

  static Stream<String> recorded() throws IOException {
    return RecordedFlights.names();
  }

  @ParameterizedTest
  @MethodSource("sentIn")
  @DisplayName("P2.7: a file that was sent in folds to what its header says that the call should be")
  void a_call_that_was_sent_in_comes_to_what_it_should(Path file) throws Exception {
    FlightFile flight = text.read(Files.readString(file));
    FlightReplay replay = FlightReplay.of(flight, () -> false);
    assertEquals(List.of(flight.header().gist()), replay.gists());
    assertTrue(replay.steps().stream().noneMatch(FlightReplay.Step::failed));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  @DisplayName("P2.7: a real call that is exported, masked or not, folds to itself")
  void what_was_exported_folds_to_the_same(String name) throws Exception {
    for (FlightFile file : RecordedFlights.of(name)) {
      FlightFile again = text.read(text.write(file));
      assertEquals(file, again);
      assertEquals(List.of(file.header().gist()), FlightReplay.of(again, () -> false).gists(), name);
      FlightFile masked = text.read(text.write(MaskedFlight.of(file)));
      assertEquals(List.of(masked.header().gist()), FlightReplay.of(masked, () -> false).gists(), name);
    }
  }

  @Test
  void each_step_tells_what_it_changed_and_nothing_else() throws Exception {
    FlightReplay replay = FlightReplay.of(flightOf(answered()), () -> false);
    var legs = new HashMap<String, LegNow>();
    for (FlightReplay.Step step : replay.steps()) {
      step.legs().forEach(leg -> assertFalse(leg.equals(legs.put(leg.leg().uniqueid(), leg)), step.toString()));
    }
    assertEquals(Set.of(LegState.ENDED), Set.copyOf(legs.values().stream().map(now -> now.leg().state()).toList()));
    assertEquals(2, legs.size());
    assertEquals(1, replay.steps().getFirst().calls().size());
    assertEquals(List.of(), replay.steps().getLast().legs().stream().filter(leg -> leg.call() != 1).toList());
  }

  @Test
  void what_routing_answered_is_part_of_the_call() throws Exception {
    Line line = new Line().clientCalls(CLIENT, "+74951234567");
    line.changes.addAll(line.tracker.routed(CLIENT.uniqueid(),
        new RouteNote(line.now, 1, RouteKind.REFUSE, "blocked", List.of(), List.of())));
    FlightFile file = flightOf(line.after(1).hangsUp(CLIENT, 21));
    Gist gist = FlightReplay.of(text.read(text.write(file)), () -> false).gists().getFirst();
    assertEquals(Disposition.REFUSED, gist.disposition().orElseThrow()); // P4.2
    assertEquals(file.header().gist(), gist);
  }

  @Test
  @DisplayName("P2.5, P2.7: a call that a comparison closed folds to the same, and tells nothing of other calls")
  void a_call_closed_by_a_resync_replays_without_the_calls_of_others() throws Exception {
    Line line = new Line().clientCalls(CLIENT, "+74951234567").after(1).phoneRings(CLIENT, OWNER).after(1)
        .answers(CLIENT, OWNER, "b1").after(40);
    line.say(new PbxEvent.ResyncAsked(line.now));
    line.clientCalls(OTHER, "+79161234567").after(1);
    line.say(new PbxEvent.Resynced(line.now, List.of(new LiveChannel(OTHER, ChannelState.RING, Optional.empty(),
        "+79161234567", "Someone", "scoutline-incoming", "", Duration.ZERO))));
    FlightFile file = flightOf(line);
    assertFalse(text.write(file).contains("9161234567"), "another call's number");
    Gist gist = FlightReplay.of(file, () -> false).gists().getFirst();
    assertEquals(EndEvidence.RESYNC, gist.evidence().orElseThrow());
    assertEquals(List.of(file.header().gist()), FlightReplay.of(file, () -> false).gists());
  }

  @Test
  void a_channel_born_between_question_and_answer_stays_in_the_replay() throws Exception {
    Line line = new Line().clientCalls(CLIENT, "+74951234567").after(1);
    line.say(new PbxEvent.ResyncAsked(line.now)).phoneRings(CLIENT, OWNER).after(1);
    line.say(new PbxEvent.Resynced(line.now, List.of())).after(3).hangsUp(OWNER, 16);
    FlightFile file = flightOf(line);
    assertEquals(EndEvidence.HANGUP, file.header().gist().evidence().orElseThrow());
    assertEquals(List.of(file.header().gist()), FlightReplay.of(file, () -> false).gists());
  }

  @Test
  void a_file_of_endless_channels_is_given_up() {
    var entries = new ArrayList<FlightFile.Entry>();
    Instant at = Instant.parse("2026-11-21T09:00:00Z");
    for (int channel = 0; channel < 3_000; channel++) {
      entries.add(new FlightFile.Entry.Happened(new PbxEvent.ChannelStateChanged(at,
          Line.channel("1." + channel, "1.0", "PJSIP/101-00000001"), ChannelState.UP)));
    }
    var file = new FlightFile(flightOf(answered()).header(), entries);
    assertThrows(FlightReplay.TooMuch.class, () -> FlightReplay.of(file, () -> false));
    assertThrows(FlightReplay.TooMuch.class, () -> FlightReplay.of(flightOf(answered()), () -> true));
  }

  private static Line answered() {
    return new Line().clientCalls(CLIENT, "84951234567").after(1).phoneRings(CLIENT, OWNER).after(3)
        .answers(CLIENT, OWNER, "b1").after(60).leaves(OWNER, "b1").hangsUp(OWNER, 16).leaves(CLIENT, "b1")
        .hangsUp(CLIENT, 16);
  }

  /** The first of its calls, as the server exports it. */
  private static FlightFile flightOf(Line line) {
    var call = line.calls().getFirst();
    return FlightFile.of(call, line.tracker.flightOf(call.id()), SITE, "0.1.0");
  }
}
