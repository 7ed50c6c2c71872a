package io.scoutline.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.CallChange;
import io.scoutline.kernel.Ids;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.asterisk.ami.RecordedLink;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TapeTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.000042Z");

  private static String told(Tape tape, int telling) {
    var text = new StringBuilder();
    for (int frame = 0; frame < tape.frames().size(); frame++) {
      tape.tell(frame, telling, NOW, text);
    }
    return text.toString();
  }

  private static List<PbxEvent> events(Tape tape, int telling) {
    return RecordedLink.events(told(tape, telling).replace("\r\n", "\n"));
  }

  @Test
  void two_tellings_of_a_recorded_transfer_are_two_calls_that_have_no_id_in_common() throws IOException {
    Tape tape = Tape.read("attended-transfer");
    assertEquals(1, tape.rows());
    var tracker = EventChain.tracker(Ids.timeOrdered(Clock.systemUTC(), new Random(1)));
    var closed = new HashSet<>();
    for (int telling : List.of(7, 8)) {
      for (PbxEvent event : events(tape, telling)) {
        tracker.apply(event).stream().filter(CallChange.Closed.class::isInstance)
            .forEach(change -> closed.add(change.call().id()));
      }
    }
    assertEquals(2, closed.size());
    assertTrue(tracker.open().isEmpty());
    Set<String> one = bridgesAndChannels(tape, 7);
    one.retainAll(bridgesAndChannels(tape, 8));
    assertEquals(Set.of(), one);
  }

  private static Set<String> bridgesAndChannels(Tape tape, int telling) {
    return told(tape, telling).lines().filter(line -> line.matches("(BridgeUniqueid|Channel|Uniqueid|Linkedid): .*"))
        .map(line -> line.split(": ")[1]).collect(Collectors.toSet());
  }

  @Test
  void each_event_is_told_whole_and_at_the_time_of_telling() throws IOException {
    Tape tape = Tape.read("queue");
    List<PbxEvent> events = events(tape, 3);
    assertEquals(tape.frames().size(), events.size());
    assertTrue(events.stream().allMatch(event -> event.at().equals(NOW)));
    assertTrue(told(tape, 3).endsWith("\r\n\r\n"));
  }

  @Test
  void a_call_that_is_one_from_the_beginning_says_which_row_contains_each_event() throws IOException {
    Tape tape = Tape.read("incoming-answered");
    assertTrue(tape.canBeTimed());
    var tracker = EventChain.tracker(Ids.timeOrdered(Clock.systemUTC(), new Random(1)));
    List<PbxEvent> events = events(tape, 12);
    int last = 0;
    for (int frame = 0; frame < events.size(); frame++) {
      for (CallChange change : tracker.apply(events.get(frame))) {
        assertEquals(tape.linkedid(12), change.call().linkedids().getFirst());
        assertEquals(change.call().version(), tape.frames().get(frame).version());
        assertTrue(change.call().version() >= last);
        last = change.call().version();
      }
    }
    assertTrue(last > 0);
    assertFalse(Tape.read("attended-transfer").canBeTimed());
  }
}
