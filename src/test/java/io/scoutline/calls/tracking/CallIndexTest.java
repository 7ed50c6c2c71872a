package io.scoutline.calls.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.calls.Call;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.EndEvidence;
import io.scoutline.calls.Ending;
import io.scoutline.calls.Leg;
import io.scoutline.calls.LegSide;
import io.scoutline.calls.Origin;
import io.scoutline.calls.RouteKind;
import io.scoutline.calls.RouteNote;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P2.1: a call is found by any of the PBX's ids for it, while it is open and for a while after. */
class CallIndexTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

  private final CallIndex index = new CallIndex();

  private static Call open(int number) {
    return new Call(new CallId(new UUID(0, number)), new PbxName("main"), List.of(number + ".1", number + ".x"),
        Origin.unseen(), NOW, List.of(leg(number + ".1"), leg(number + ".2").entered("b" + number, NOW)), List.of(),
        Optional.empty(), List.of(), Optional.empty(), 1);
  }

  private static Leg leg(String uniqueid) {
    return Leg.begun(uniqueid, "PJSIP/101-0001", "PJSIP/101", LegSide.PERSON, Optional.empty(), NOW);
  }

  private static TrackedCall over(int number) {
    return new TrackedCall(open(number).ending(new Ending(NOW, Disposition.ANSWERED, EndEvidence.HANGUP)));
  }

  /** All that finds it: its id, its first channel, its second, its first linkedid, its second. */
  private List<Boolean> found(TrackedCall call, int number) {
    return List.of(index.byId(call.call().id()), index.byUniqueid(number + ".1"), index.byUniqueid(number + ".2"),
        index.byLinkedid(number + ".1"), index.byLinkedid(number + ".x")).stream()
        .map(one -> one.filter(it -> it == call).isPresent()).toList();
  }

  private static final List<Boolean> BY_ALL = List.of(true, true, true, true, true);
  private static final List<Boolean> BY_NONE = List.of(false, false, false, false, false);

  @Test
  void an_open_call_is_found_by_all_its_ids() {
    var call = new TrackedCall(open(1));
    assertEquals(BY_NONE, found(call, 1));
    index.put(call);
    assertEquals(BY_ALL, found(call, 1));
    assertEquals(List.of(call), index.open().toList());
    assertEquals(Optional.of(call), index.inBridge("b1"));
    assertEquals(Optional.empty(), index.inBridge("b2"));
  }

  @Test
  void a_call_that_is_over_is_found_still_but_is_open_and_in_a_bridge_no_longer() {
    var call = new TrackedCall(open(1));
    index.put(call);
    call.update(over(1).call());
    index.settle(call);
    assertEquals(BY_ALL, found(call, 1));
    assertEquals(List.of(), index.open().toList());
    assertEquals(Optional.empty(), index.inBridge("b1"));
  }

  @Test
  void so_many_are_remembered_as_are_meant_to_be_and_then_the_oldest_is_forgotten_whole() {
    List<TrackedCall> calls = IntStream.rangeClosed(0, CallIndex.REMEMBERED).mapToObj(CallIndexTest::over).toList();
    calls.subList(0, CallIndex.REMEMBERED).forEach(index::settle);
    assertEquals(BY_ALL, found(calls.getFirst(), 0));
    index.settle(calls.getLast());
    assertEquals(BY_NONE, found(calls.getFirst(), 0));
    assertEquals(BY_ALL, found(calls.get(1), 1));
    assertEquals(BY_ALL, found(calls.getLast(), CallIndex.REMEMBERED));
  }

  @Test
  void an_open_call_is_never_forgotten_not_even_one_that_was_over_and_goes_on() {
    var again = over(9_999);
    index.settle(again);
    again.update(open(9_999));
    index.put(again);
    IntStream.rangeClosed(0, CallIndex.REMEMBERED).mapToObj(CallIndexTest::over).forEach(index::settle);
    assertEquals(BY_ALL, found(again, 9_999));
    assertEquals(List.of(again), index.open().toList());
  }

  @Test
  void a_call_that_is_taken_out_leaves_the_ids_that_another_has_taken_over() {
    var absorbed = new TrackedCall(open(1));
    index.put(absorbed);
    var survivor = new TrackedCall(open(2).absorbing(open(1)));
    index.put(survivor);
    index.remove(absorbed);
    assertEquals(Optional.of(survivor), index.byUniqueid("1.1"));
    assertEquals(Optional.of(survivor), index.byLinkedid("1.1"));
    assertEquals(Optional.of(survivor), index.inBridge("b1"));
    assertEquals(Optional.empty(), index.byId(absorbed.call().id()));
    index.remove(survivor);
    assertEquals(BY_NONE, found(survivor, 1));
    assertEquals(BY_NONE, found(survivor, 2));
    assertEquals(Optional.empty(), index.inBridge("b1"));
  }

  private static RouteNote note(int attempt) {
    return new RouteNote(NOW, attempt, RouteKind.RING, "owner", List.of(), List.of());
  }

  @Test
  void notes_wait_for_their_call_in_order_and_are_handed_over_once() {
    index.keepNote("1.1", note(1)); // P4.2
    index.keepNote("2.1", note(7));
    index.keepNote("1.1", note(2));
    assertEquals(List.of(note(1), note(2)), index.notesFor("1.1"));
    assertEquals(List.of(), index.notesFor("1.1"));
    assertEquals(List.of(note(7)), index.notesFor("2.1"));
  }

  @Test
  void notes_of_calls_that_never_come_do_not_pile_up() {
    IntStream.rangeClosed(0, CallIndex.WAITING_NOTES).forEach(call -> index.keepNote(call + ".1", note(1)));
    assertEquals(List.of(), index.notesFor("0.1"));
    assertEquals(List.of(note(1)), index.notesFor("1.1"));
  }
}
