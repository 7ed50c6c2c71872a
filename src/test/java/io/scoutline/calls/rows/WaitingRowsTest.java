package io.scoutline.calls.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.calls.Call;
import io.scoutline.calls.Line;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.Ids;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.PbxEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P2.5: what waits for the database is bounded; what gives way is chosen, counted, and never half of two calls. */
class WaitingRowsTest {

  private static final Ids IDS = Ids.timeOrdered(Clock.systemUTC(), new Random(9));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private WaitingRows room(int calls, int events) {
    return new WaitingRows(new CallWriter.Room(calls, events), new WriterMeters(meters));
  }

  private double count(String meter) {
    return meters.get("scoutline.calls." + meter).counter().count();
  }

  private static Line rings(String tag) {
    return new Line(IDS).clientCalls(Line.channel(tag, tag, "PJSIP/trunk-" + tag), "+74951234567");
  }

  private static CallRow open(String tag) {
    return row(rings(tag).onlyCall(), Optional.empty());
  }

  private static CallRow ended(String tag) {
    ChannelRef client = Line.channel(tag, tag, "PJSIP/trunk-" + tag);
    Line line = rings(tag).after(5).hangsUp(client, 16);
    return row(line.onlyCall(), Optional.of(line.said));
  }

  private static CallRow row(Call call, Optional<List<PbxEvent>> flight, CallId... absorbed) {
    return new CallRow(call, Optional.empty(), Optional.empty(), List.of(absorbed), flight);
  }

  private static List<CallId> ids(List<CallRow> rows) {
    return rows.stream().map(row -> row.call().id()).toList();
  }

  @Test
  @DisplayName("P2.5: what was not written waits before all that came meanwhile, however often it is tried")
  void the_order_outlives_every_try() {
    WaitingRows waiting = room(100, 1_000);
    List<CallRow> calls = IntStream.range(0, 30).mapToObj(n -> ended("1." + n)).toList();
    calls.subList(0, 20).forEach(waiting::take);
    List<CallRow> batch = waiting.poll(7);
    calls.subList(20, 30).forEach(waiting::take);
    waiting.giveBack(batch);
    waiting.giveBack(waiting.poll(12));
    assertEquals(ids(calls), ids(waiting.poll(100)));
  }

  @Test
  void a_call_that_changed_while_it_was_being_written_keeps_its_place_and_its_last_state() {
    WaitingRows waiting = room(100, 1_000);
    Line line = rings("2.1");
    waiting.take(row(line.onlyCall(), Optional.empty()));
    waiting.take(open("2.2"));
    List<CallRow> batch = waiting.poll(1);
    line.hangsUp(Line.channel("2.1", "2.1", "PJSIP/trunk-2.1"), 16);
    waiting.take(row(line.onlyCall(), Optional.of(line.said)));
    waiting.giveBack(batch);
    CallRow first = waiting.poll(1).getFirst();
    assertEquals(line.onlyCall(), first.call());
    assertEquals(Optional.of(line.said), first.flight());
  }

  @Test
  @DisplayName("P2.5: for a call that ended, states of calls that go on give way, for their end comes again")
  void open_calls_give_way_to_ended_ones() {
    WaitingRows waiting = room(3, 1_000);
    List<CallRow> ended = List.of(ended("3.1"), ended("3.2"), ended("3.3"));
    waiting.take(ended.get(0));
    waiting.take(open("3.4"));
    waiting.take(open("3.5"));
    waiting.take(ended.get(1));
    waiting.take(ended.get(2));
    waiting.take(open("3.6"));
    assertEquals(3, count("passed.over"));
    assertEquals(0, count("lost"));
    assertEquals(ids(ended), ids(waiting.poll(10)));
  }

  @Test
  @DisplayName("P2.5, P2.6: a call that ended and finds no room is counted, and remembered until it comes again")
  void what_ended_last_is_given_up_and_known_as_such() {
    WaitingRows waiting = room(2, 1_000);
    CallRow late = ended("4.3");
    waiting.take(ended("4.1"));
    waiting.take(ended("4.2"));
    waiting.take(late);
    assertEquals(1, count("lost"));
    assertTrue(waiting.givenUp().has(late.call().id()));
    assertEquals(Optional.of(late.call().id()), waiting.givenUp().of(late.call().pbx(), "4.3"));
    waiting.poll(10);
    waiting.take(late);
    assertFalse(waiting.givenUp().has(late.call().id()));
    assertEquals(List.of(late.call().id()), ids(waiting.poll(10)));
  }

  @Test
  @DisplayName("P2.1: that two calls are one is never given up, or there would be two of them for ever")
  void a_merger_always_finds_room() {
    WaitingRows waiting = room(2, 1_000);
    waiting.take(ended("5.1"));
    waiting.take(ended("5.2"));
    CallRow younger = open("5.4");
    CallRow survivor = row(rings("5.3").onlyCall().next(younger.call().origin(), List.of("5.3", "5.4"), List.of(),
        Optional.empty()), Optional.empty(), younger.call().id());
    waiting.take(survivor);
    assertEquals(0, count("lost"));
    assertEquals(survivor.call().id(), waiting.poll(10).getLast().call().id());
  }

  @Test
  @DisplayName("P2.1: whoever absorbs a call takes over what that one had absorbed")
  void mergers_of_mergers_leave_no_ghost() {
    WaitingRows waiting = room(10, 1_000);
    CallId youngest = open("6.1").call().id();
    CallRow middle = row(rings("6.2").onlyCall(), Optional.empty(), youngest);
    waiting.take(middle);
    waiting.take(row(rings("6.3").onlyCall(), Optional.empty(), middle.call().id()));
    List<CallRow> left = waiting.poll(10);
    assertEquals(1, left.size());
    assertEquals(List.of(middle.call().id(), youngest), left.getFirst().absorbed());
  }

  @Test
  @DisplayName("P2.7: where flight records find no room their calls are kept without them, and that is counted")
  void flight_records_give_way_first() {
    WaitingRows waiting = room(10, 3);
    List<CallRow> calls = List.of(ended("7.1"), ended("7.2"), ended("7.3"));
    calls.forEach(waiting::take);
    assertEquals(2, count("flights.left.out"));
    List<CallRow> batch = waiting.poll(10);
    assertEquals(ids(calls), ids(batch));
    assertEquals(List.of(true, false, false), batch.stream().map(row -> row.flight().isPresent()).toList());
    waiting.take(ended("7.4"));
    assertTrue(waiting.poll(1).getFirst().flight().isPresent(), "there is room again");
  }

  @Test
  @DisplayName("P2.7: a call that goes on again and gives way leaves the room of its flight record to others")
  void a_flight_record_that_gives_way_with_its_call_makes_room() {
    WaitingRows waiting = room(1, 3);
    CallRow ended = ended("8.2");
    waiting.take(open("8.1").withFlight(ended.flight()));
    waiting.take(ended);
    assertEquals(List.of(ended), waiting.poll(10));
  }
}
