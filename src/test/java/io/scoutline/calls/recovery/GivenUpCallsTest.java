package io.scoutline.calls.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.calls.tracking.Finding;
import io.scoutline.calls.tracking.Unwritten;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.PbxEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P2.5, P2.6: a call whose last state found no room on its way to its row is brought up again by the PBX's records. */
class GivenUpCallsTest {

  static Stream<String> recorded() throws IOException {
    return RecordedCalls.names();
  }

  /** Whatever is asked for was given up. */
  private record Everything(Map<String, CallId> byLinkedid) implements Unwritten {
    @Override
    public boolean has(CallId call) {
      return byLinkedid.containsValue(call);
    }

    @Override
    public Optional<CallId> of(PbxName pbx, String linkedid) {
      return Optional.ofNullable(byLinkedid.get(linkedid));
    }

    @Override
    public boolean hasRoom() {
      return true;
    }
  }

  private static List<CallChange> hear(CallTracker tracker, List<? extends PbxEvent> events) {
    var changes = new ArrayList<CallChange>();
    events.forEach(event -> changes.addAll(tracker.apply(event)));
    return changes;
  }

  /** The last state of each call. */
  private static List<Call> last(List<CallChange> changes) {
    var calls = new LinkedHashMap<CallId, Call>();
    changes.forEach(change -> {
      if (change instanceof CallChange.Merged merged) {
        calls.remove(merged.absorbed());
      }
      calls.put(change.call().id(), change.call());
    });
    return List.copyOf(calls.values());
  }

  private static Everything lost(List<Call> calls) {
    var lost = new LinkedHashMap<String, CallId>();
    calls.forEach(call -> call.linkedids().forEach(linkedid -> lost.put(linkedid, call.id())));
    return new Everything(lost);
  }

  private static List<CallId> ids(List<Call> calls) {
    return calls.stream().map(Call::id).sorted(Comparator.comparing(CallId::value)).toList();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  @DisplayName("P2.6: what is still known is told once more, as it is known")
  void what_is_remembered_is_told_again(String name) {
    CallTracker tracker = RecordedCalls.tracker(RecordedCalls.ids());
    List<Call> calls = last(hear(tracker, RecordedCalls.told(name)));
    var again = new ArrayList<Call>();
    for (Records.Written written : RecordedCalls.written(name)) {
      Finding finding = tracker.testify(written.call(), written.flight(), List.of(), lost(calls));
      again.add(assertInstanceOf(Finding.Unwritten.class, finding, name).change().call());
    }
    RecordedCalls.assertSame(calls, again, name);
    assertEquals(ids(calls), ids(again));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  @DisplayName("P2.6: what is forgotten comes back under the id by which it was counted")
  void what_is_forgotten_is_recovered_as_the_same_call(String name) {
    List<Call> calls = last(hear(RecordedCalls.tracker(RecordedCalls.ids()), RecordedCalls.told(name)));
    CallTracker later = RecordedCalls.tracker(RecordedCalls.ids());
    var again = new ArrayList<Call>();
    for (Records.Written written : RecordedCalls.written(name)) {
      Finding finding = later.testify(written.call(), written.flight(), List.of(), lost(calls));
      again.add(assertInstanceOf(Finding.News.class, finding, name).changes().getLast().call());
    }
    RecordedCalls.assertSame(calls, again, name);
    again.forEach(call -> assertEquals(Optional.of(call.id()), lost(calls).of(call.pbx(),
        call.linkedids().getFirst())));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  @DisplayName("P2.6: a row that says for ever that its call goes on is closed by the records")
  void a_row_that_was_left_open_is_closed(String name) {
    List<PbxEvent> told = RecordedCalls.told(name);
    List<Call> whole = last(hear(RecordedCalls.tracker(RecordedCalls.ids()), told));
    List<Call> kept = last(hear(RecordedCalls.tracker(RecordedCalls.ids()), told.subList(0, told.size() / 2)));
    CallTracker later = RecordedCalls.tracker(RecordedCalls.ids());
    var again = new LinkedHashMap<CallId, Call>();
    for (Records.Written written : RecordedCalls.written(name)) {
      List<Call> rows = kept.stream().filter(row -> row.legs().stream().anyMatch(leg ->
          written.call().leg(leg.uniqueid()).isPresent())).toList();
      Finding finding = later.testify(written.call(), written.flight(), rows, lost(kept));
      switch (finding) {
        case Finding.News news -> news.changes().forEach(change -> again.put(change.call().id(), change.call()));
        case Finding.Unwritten once -> again.put(once.change().call().id(), once.change().call());
        case Finding.Known _, Finding.TooEarly _ -> throw new AssertionError(name + ": " + finding);
      }
    }
    again.values().forEach(call -> assertFalse(call.isOpen(), name));
    RecordedCalls.assertSame(whole, again.values(), name);
  }
}
