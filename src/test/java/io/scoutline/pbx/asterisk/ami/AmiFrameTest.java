package io.scoutline.pbx.asterisk.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AmiFrameTest {

  @Test
  void an_event_that_is_read_passes_as_it_is() {
    var lines = List.of("Event: Hangup", "Uniqueid: 1.1", "CallerIDName: a: b");
    assertEquals(lines, AmiFrame.cleaned(lines));
  }

  @Test
  void an_event_that_nobody_reads_is_left_out() {
    assertEquals(List.of(), AmiFrame.cleaned(List.of("Event: VarSet", "Uniqueid: 1.1", "Value: x")));
  }

  @Test
  void an_answer_passes() {
    assertEquals(List.of("Response: Success"), AmiFrame.cleaned(List.of("Response: Success")));
  }

  @Test
  void of_a_header_that_comes_twice_the_first_counts() {
    assertEquals(List.of("Event: Hangup", "ActionID: 1"),
        AmiFrame.cleaned(List.of("Event: Hangup", "EVENT: VarSet", "ActionID: 1", "actionid: 2")));
  }

  @Test
  void what_is_no_header_is_left_out() {
    assertEquals(List.of("Event: Hangup"),
        AmiFrame.cleaned(List.of("x", ":", ": y", "\u0001: z", "a b: c", "k".repeat(65) + ": v", "Event: Hangup")));
  }

  @Test
  void an_event_of_a_bridge_that_names_none_is_left_out() {
    assertEquals(List.of(), AmiFrame.cleaned(List.of("Event: BridgeEnter", "Uniqueid: 1.1")));
    assertEquals(List.of(), AmiFrame.cleaned(List.of("Event: BridgeLeave", "BridgeUniqueid: none")));
  }

  @Test
  void neither_an_event_nor_an_answer_is_nothing() {
    assertEquals(List.of(), AmiFrame.cleaned(List.of("Uniqueid: 1.1")));
    assertEquals(List.of(), AmiFrame.cleaned(List.of()));
  }

  @Test
  void a_message_of_very_many_lines_is_cut() {
    var lines = IntStream.range(0, 5_000).mapToObj(number -> number == 0 ? "Event: Hangup" : "H" + number + ": v");
    assertEquals(600, AmiFrame.cleaned(lines.toList()).size());
  }
}
