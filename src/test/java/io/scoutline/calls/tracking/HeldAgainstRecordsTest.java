package io.scoutline.calls.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.EndEvidence;
import io.scoutline.calls.Leg;
import io.scoutline.calls.Line;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.PbxEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P2.6: what the PBX wrote down by itself, held against what is known here and what stands in the rows. */
class HeldAgainstRecordsTest {

  private static final ChannelRef CLIENT = Line.channel("1.1", "1.1", "PJSIP/trunk-00000001");
  private static final ChannelRef OWNER = Line.channel("1.2", "1.1", "PJSIP/101-00000002");
  private static final ChannelRef CONSULTING = Line.channel("1.5", "1.5", "PJSIP/101-00000005");
  private static final ChannelRef CONSULTED = Line.channel("1.6", "1.5", "PJSIP/102-00000006");

  private static Line rings() {
    return new Line().clientCalls(CLIENT, "+74951234567").after(1).phoneRings(CLIENT, OWNER).after(3);
  }

  private static Line whole() {
    return hungUp(rings().answers(CLIENT, OWNER, "b1"));
  }

  /** The link was lost while they talked. */
  private static Line inPart() {
    return hungUp(rings());
  }

  private static Line hungUp(Line line) {
    return line.after(60).hangsUp(OWNER, 16).hangsUp(CLIENT, 16);
  }

  private final Call written = whole().onlyCall();
  private final List<PbxEvent> records = whole().said;

  private Finding held(Line line, Call... kept) {
    return line.tracker.testify(written, records, List.of(kept), Unwritten.NONE);
  }

  private static List<CallChange> news(Finding finding) {
    return assertInstanceOf(Finding.News.class, finding).changes();
  }

  private static <T extends CallChange> T only(Class<T> kind, Finding finding) {
    List<CallChange> changes = news(finding);
    assertEquals(1, changes.size(), changes::toString);
    return assertInstanceOf(kind, changes.getFirst());
  }

  @Test
  void a_call_that_nobody_saw_is_recovered_as_it_is_written_and_marked() {
    Line line = new Line();
    var recovered = only(CallChange.Recovered.class, held(line));
    Call call = recovered.call();
    assertEquals(EndEvidence.RECORDS, call.ending().orElseThrow().evidence());
    assertEquals(Disposition.ANSWERED, call.ending().orElseThrow().disposition());
    assertEquals(written.ending().orElseThrow().at(), call.ending().orElseThrow().at());
    assertEquals(written.legs(), call.legs());
    assertEquals(records, recovered.flight()); // P2.7
    assertEquals(records, line.tracker.flightOf(call.id()));
    assertEquals(Optional.of(call), line.tracker.call(call.id()));
    assertTrue(line.tracker.open().isEmpty());
  }

  @Test
  void a_recovered_call_stands_in_the_order_of_time_where_it_began() {
    Call call = only(CallChange.Recovered.class, held(new Line())).call();
    assertEquals(written.startedAt().toEpochMilli(), call.id().value().getMostSignificantBits() >>> 16);
  }

  @Test
  void a_recovered_call_is_known_when_its_row_is_written_and_not_before() {
    Line line = new Line();
    Call call = only(CallChange.Recovered.class, held(line)).call();
    assertInstanceOf(Finding.TooEarly.class, held(line), "what is in memory alone dies with the server");
    assertInstanceOf(Finding.Known.class, held(line, call));
    assertEquals(List.of(), line.tracker.apply(new PbxEvent.ChannelEnded(line.now, CLIENT, 16, "")),
        "what the link says late of it makes no second call");
  }

  @Test
  void a_call_that_the_link_still_has_is_left_to_the_link() {
    Line line = rings();
    Call before = line.onlyCall();
    assertInstanceOf(Finding.TooEarly.class, held(line));
    assertEquals(List.of(before), List.copyOf(line.tracker.open()));
  }

  @Test
  void a_row_that_is_still_open_is_left_to_the_next_comparison_with_the_pbx() {
    Line line = new Line();
    Call open = rings().onlyCall();
    assertInstanceOf(Finding.TooEarly.class, held(line, open)); // P2.5
    assertEquals(Optional.empty(), line.tracker.call(open.id()));
  }

  @Test
  void a_call_that_was_seen_whole_is_known_once_a_row_tells_all_of_it() {
    Line line = whole();
    Call row = line.onlyCall();
    assertInstanceOf(Finding.TooEarly.class, held(line), "no row yet");
    assertInstanceOf(Finding.TooEarly.class, held(line, rings().onlyCall()), "the row does not know its end yet");
    assertInstanceOf(Finding.TooEarly.class, held(line, inPart().onlyCall()), "the row lacks the talk yet");
    assertInstanceOf(Finding.Known.class, held(line, row));
    assertEquals(Optional.of(row), line.tracker.call(row.id()));
    assertEquals(line.said, line.tracker.flightOf(row.id()));
  }

  @Test
  void a_call_of_which_a_part_was_missed_is_completed_and_marked() {
    Line line = inPart();
    Call before = line.onlyCall();
    assertEquals(Disposition.NO_ANSWER, before.ending().orElseThrow().disposition());
    var corrected = only(CallChange.Corrected.class, held(line, before));
    Call call = corrected.call();
    assertEquals(before.id(), call.id());
    assertEquals(Disposition.ANSWERED, call.ending().orElseThrow().disposition());
    assertEquals(EndEvidence.RECORDS, call.ending().orElseThrow().evidence());
    assertEquals(before.ending().orElseThrow().at(), call.ending().orElseThrow().at());
    assertEquals(Optional.of(Line.OWNER), call.answeredBy());
    var both = new ArrayList<>(line.said);
    both.addAll(records);
    assertEquals(both, corrected.flight()); // P2.7
    assertInstanceOf(Finding.Known.class, held(line, call), "and is known from then on");
  }

  @Test
  void a_row_that_is_no_longer_in_memory_is_completed_under_its_own_id() {
    Line line = new Line();
    Call row = inPart().onlyCall();
    Call call = only(CallChange.Corrected.class, held(line, row)).call();
    assertEquals(row.id(), call.id());
    assertEquals(Disposition.ANSWERED, call.ending().orElseThrow().disposition());
    assertEquals(Optional.of(call), line.tracker.call(row.id()));
  }

  @Test
  void a_row_that_is_no_longer_in_memory_and_tells_all_is_known() {
    Line line = new Line();
    Call row = whole().onlyCall();
    assertInstanceOf(Finding.Known.class, held(line, row));
    assertEquals(Optional.of(row), line.tracker.call(row.id()));
  }

  /** A client's call and the consultation that ended in a transfer; whether the transfer is told is the question. */
  private static Line consulted(boolean transferTold) {
    Line line = rings().answers(CLIENT, OWNER, "b1").after(10)
        .created(CONSULTING, ChannelState.RING, "101", "scoutline-internal", "102").phoneRings(CONSULTING, CONSULTED)
        .after(2).answers(CONSULTING, CONSULTED, "b2").after(8);
    if (transferTold) {
      line.say(new PbxEvent.AttendedTransferred(line.now, OWNER, CONSULTING, Optional.of(CLIENT),
          Optional.of(CONSULTED), true));
    }
    return line.hangsUp(OWNER, 16).hangsUp(CONSULTING, 16).after(1).hangsUp(CONSULTED, 16).hangsUp(CLIENT, 16);
  }

  @Test
  void two_rows_that_the_records_tell_as_one_call_become_the_older_of_both() {
    List<Call> rows = consulted(false).calls(); // P2.1
    Call one = consulted(true).onlyCall();
    for (List<Call> kept : List.of(rows, rows.reversed())) {
      Line line = new Line();
      List<CallChange> changes = news(line.tracker.testify(one, List.of(), kept, Unwritten.NONE));
      var merged = assertInstanceOf(CallChange.Merged.class, changes.getFirst());
      assertEquals(rows.getLast().id(), merged.absorbed());
      var corrected = assertInstanceOf(CallChange.Corrected.class, changes.getLast());
      assertEquals(2, changes.size());
      assertEquals(rows.getFirst().id(), corrected.call().id());
      assertEquals(List.of("1.1", "1.5"), corrected.call().linkedids());
      assertEquals(List.of("1.1", "1.2", "1.5", "1.6"), corrected.call().legs().stream().map(Leg::uniqueid).toList());
      assertEquals(List.of(new PersonId(1), new PersonId(2)), corrected.call().people());
      assertEquals(Optional.empty(), line.tracker.call(rows.getLast().id()));
      assertInstanceOf(Finding.TooEarly.class, line.tracker.testify(one, List.of(), List.of(),
          Unwritten.NONE));
      assertInstanceOf(Finding.Known.class, line.tracker.testify(one, List.of(), List.of(corrected.call()),
          Unwritten.NONE));
    }
  }

  @Test
  void what_the_link_says_late_of_a_channel_that_the_records_added_finds_its_call() {
    Line line = rings().answers(CLIENT, OWNER, "b1").after(20).hangsUp(OWNER, 16).after(1).hangsUp(CLIENT, 16);
    Call completed = only(CallChange.Corrected.class, line.tracker.testify(consulted(true).onlyCall(), List.of(),
        List.of(line.onlyCall()), Unwritten.NONE)).call();
    assertEquals(List.of("1.1", "1.5"), completed.linkedids());
    assertEquals(List.of(), line.tracker.apply(new PbxEvent.ChannelEnded(line.now, CONSULTED, 16, "")));
    assertTrue(line.tracker.open().isEmpty(), "and makes no second call of it"); // P2.1
  }

  @Test
  void a_row_that_a_merger_did_not_take_along_is_taken_along_now() {
    Line line = consulted(true);
    Call younger = consulted(false).calls().getLast();
    List<CallChange> changes = news(line.tracker.testify(line.onlyCall(), List.of(),
        List.of(line.onlyCall(), younger), Unwritten.NONE));
    assertEquals(younger.id(), assertInstanceOf(CallChange.Merged.class, changes.getFirst()).absorbed());
    assertEquals(line.onlyCall().legs(), changes.getLast().call().legs());
    assertEquals(EndEvidence.RECORDS, changes.getLast().call().ending().orElseThrow().evidence());
  }
}
