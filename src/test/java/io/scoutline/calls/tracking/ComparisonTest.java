package io.scoutline.calls.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.Direction;
import io.scoutline.calls.EndEvidence;
import io.scoutline.calls.Leg;
import io.scoutline.calls.LegState;
import io.scoutline.calls.Line;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.PbxEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P2.5: everything that the PBX has, held against everything that is known: what is gone ends, what is new begins. */
class ComparisonTest {

  private static final ChannelRef CLIENT = Line.channel("1.1", "1.1", "PJSIP/trunk-00000001");
  private static final ChannelRef OWNER = Line.channel("1.2", "1.1", "PJSIP/101-00000002");
  private static final ChannelRef OTHER = Line.channel("2.1", "2.1", "PJSIP/102-00000003");

  private static Line talking() {
    return new Line().clientCalls(CLIENT, "+74951234567").after(1).phoneRings(CLIENT, OWNER).after(3)
        .answers(CLIENT, OWNER, "b1").after(30);
  }

  private static LiveChannel live(ChannelRef channel, ChannelState state, String bridge, Duration age) {
    return new LiveChannel(channel, state, Optional.of(bridge).filter(name -> !name.isEmpty()), "+74951234567", "",
        "scoutline-incoming", "74950000000", age);
  }

  private static LiveChannel inBridge(ChannelRef channel) {
    return live(channel, ChannelState.UP, "b1", Duration.ofSeconds(34));
  }

  private static List<CallChange> compared(Line line, LiveChannel... channels) {
    assertEquals(List.of(), line.tracker.apply(new PbxEvent.ResyncAsked(line.now)));
    List<CallChange> changes = line.tracker.apply(new PbxEvent.Resynced(line.now, List.of(channels)));
    line.changes.addAll(changes);
    return changes;
  }

  @Test
  void what_the_pbx_has_as_it_is_known_is_no_news() {
    Line line = talking();
    assertEquals(List.of(), compared(line, inBridge(CLIENT), inBridge(OWNER)));
    assertEquals(line.said, line.tracker.flightOf(line.onlyCall().id()), "nor does each minute fill its record");
  }

  @Test
  void a_phone_that_the_pbx_has_in_a_conversation_by_now_has_answered() {
    Line line = new Line().clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER).after(30);
    List<CallChange> changes = compared(line, inBridge(CLIENT), inBridge(OWNER));
    assertTrue(changes.stream().allMatch(CallChange.Changed.class::isInstance), changes::toString);
    Call call = line.onlyCall();
    assertEquals(Optional.of(line.now), call.answeredAt());
    assertEquals(Optional.of(Line.OWNER), call.answeredBy());
    assertEquals(List.of(LegState.UP, LegState.UP), call.legs().stream().map(Leg::state).toList());
  }

  @Test
  void a_call_that_began_unseen_is_taken_over_whole_with_its_age() {
    Line line = new Line();
    ChannelRef phone = Line.channel("1.9", "1.9", "PJSIP/101-00000009");
    compared(line, inBridge(CLIENT), live(phone, ChannelState.UP, "b1", Duration.ofSeconds(20)));
    Call call = line.onlyCall(); // P2.1: two that are in one bridge are one call
    assertEquals(Direction.INBOUND, call.origin().direction());
    assertEquals(line.now.minusSeconds(34), call.startedAt());
    assertEquals(line.now.minusSeconds(20), call.leg("1.9").orElseThrow().createdAt());
    assertEquals(Optional.of(Line.OWNER), call.answeredBy());
    assertEquals(List.of("1.1", "1.9"), call.linkedids());
  }

  @Test
  void two_calls_that_the_pbx_has_as_one_are_one_though_nobody_told_of_their_meeting() {
    Line line = talking().created(OTHER, ChannelState.RING, "102", "scoutline-internal", "101").after(30);
    List<CallChange> changes = compared(line, inBridge(CLIENT), inBridge(OWNER),
        live(Line.channel("2.1", "1.1", OTHER.name()), ChannelState.RING, "", Duration.ofSeconds(30)));
    assertInstanceOf(CallChange.Merged.class, changes.getFirst()); // P2.1
    assertEquals(List.of("1.1", "2.1"), line.onlyCall().linkedids());
    assertEquals(List.of(), compared(line, inBridge(CLIENT), inBridge(OWNER),
        live(Line.channel("2.1", "1.1", OTHER.name()), ChannelState.RING, "", Duration.ofSeconds(30))));
  }

  @Test
  void a_channel_whose_age_makes_no_sense_begins_now() {
    Line line = new Line();
    compared(line, live(CLIENT, ChannelState.RING, "", Duration.ofSeconds(-7)));
    assertEquals(line.now, line.onlyCall().startedAt());
  }

  @Test
  void of_a_call_that_goes_on_only_the_channel_that_is_gone_ends() {
    Line line = talking();
    List<CallChange> changes = compared(line, inBridge(CLIENT));
    assertInstanceOf(CallChange.Changed.class, changes.getFirst());
    Call call = line.onlyCall();
    assertTrue(call.isOpen());
    Leg gone = call.leg("1.2").orElseThrow();
    assertEquals(Optional.of(line.now), gone.endedAt());
    assertTrue(gone.endEstimated());
    assertTrue(call.leg("1.1").orElseThrow().isOpen());
  }

  @Test
  void an_end_that_was_seen_is_not_estimated_again() {
    Line line = talking().hangsUp(OWNER, 16).after(20);
    compared(line);
    Leg owner = line.onlyCall().leg("1.2").orElseThrow();
    assertEquals(Optional.of(line.now.minusSeconds(20)), owner.endedAt());
    assertFalse(owner.endEstimated());
    assertEquals(EndEvidence.RESYNC, line.onlyCall().ending().orElseThrow().evidence());
    assertEquals(line.now, line.onlyCall().ending().orElseThrow().at());
  }

  @Test
  void nothing_is_gone_before_what_was_seen_of_it() {
    Line line = talking();
    var seen = line.onlyCall().lastSeen();
    line.after(-90); // the clock of the PBX is ahead of ours
    compared(line);
    assertEquals(seen.plusMillis(1), line.onlyCall().ending().orElseThrow().at());
  }

  @Test
  void the_question_and_the_answer_that_ended_a_call_stand_in_its_record_where_they_came() {
    Line line = talking(); // P2.7
    var question = new PbxEvent.ResyncAsked(line.now);
    line.tracker.apply(question);
    line.after(1);
    var held = new PbxEvent.HoldBegun(line.now, OWNER);
    line.tracker.apply(held);
    var answer = new PbxEvent.Resynced(line.now, List.of());
    var closed = assertInstanceOf(CallChange.Closed.class, line.tracker.apply(answer).getLast());
    List<PbxEvent> flight = closed.flight();
    assertEquals(List.of(question, held, answer), flight.subList(flight.size() - 3, flight.size()));
    assertEquals(line.said, flight.subList(0, flight.size() - 3));
  }

  @Test
  void one_call_that_is_gone_says_nothing_of_another() {
    Line line = talking().created(OTHER, ChannelState.RING, "102", "scoutline-internal", "101");
    List<CallChange> changes = compared(line, live(OTHER, ChannelState.RING, "", Duration.ZERO));
    assertEquals(1, changes.size());
    assertEquals(List.of(List.of("2.1")), line.tracker.open().stream().map(Call::linkedids).toList());
  }

  @Test
  void calls_that_were_open_when_the_server_stopped_go_on_or_end_with_the_first_comparison() {
    Call stopped = talking().onlyCall(); // P2.5, P3.4
    Line line = new Line();
    line.tracker.restore(List.of(stopped));
    assertEquals(List.of(stopped), List.copyOf(line.tracker.open()));
    assertEquals(Optional.of(stopped), line.tracker.call(stopped.id()));
    line.after(60).hangsUp(OWNER, 16);
    assertEquals(stopped.id(), line.onlyCall().id(), "an event finds its call");
    compared(line);
    assertEquals(stopped.id(), line.onlyCall().id());
    assertEquals(EndEvidence.RESYNC, line.onlyCall().ending().orElseThrow().evidence());
    assertEquals(Optional.of(Line.OWNER), line.onlyCall().answeredBy());
  }
}
