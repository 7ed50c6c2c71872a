package io.scoutline.calls.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.CallRules;
import io.scoutline.calls.Direction;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.EndEvidence;
import io.scoutline.calls.Line;
import io.scoutline.calls.ParticipantOutcome;
import io.scoutline.calls.RouteKind;
import io.scoutline.calls.RouteNote;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.PbxEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** P2: one call, N legs, one outcome. */
class CallTrackerTest {

  private static final ChannelRef CLIENT = Line.channel("1.1", "1.1", "PJSIP/trunk-00000001");
  private static final ChannelRef OWNER = Line.channel("1.2", "1.1", "PJSIP/101-00000002");
  private static final ChannelRef MOBILE = Line.channel("1.4", "1.1", "PJSIP/mobile-101-00000004");
  private static final ChannelRef DEPUTY = Line.channel("1.3", "1.1", "PJSIP/102-00000003");

  private static Line answered() {
    return new Line().clientCalls(CLIENT, "84951234567").after(1).phoneRings(CLIENT, OWNER).after(3)
        .answers(CLIENT, OWNER, "b1").after(60).leaves(OWNER, "b1").hangsUp(OWNER, 16).leaves(CLIENT, "b1")
        .hangsUp(CLIENT, 16);
  }

  @Test
  void an_answered_call_from_outside_is_one_call_with_one_outcome() {
    Call call = answered().onlyCall(); // P2.1, P2.2, P2.4
    assertEquals(Direction.INBOUND, call.origin().direction());
    assertEquals(Optional.of(PhoneNumber.of("+74951234567")), call.origin().outside().outside());
    assertEquals(2, call.legs().size());
    assertEquals(Disposition.ANSWERED, call.ending().orElseThrow().disposition());
    assertEquals(Optional.of(Line.OWNER), call.answeredBy());
    assertEquals(Duration.ofSeconds(60), call.talkTime(Line.OWNER, call.ending().orElseThrow().at()));
    assertEquals(EndEvidence.HANGUP, call.ending().orElseThrow().evidence());
  }

  @Test
  void whoever_did_not_answer_is_not_charged_with_a_missed_call() {
    Line line = new Line().clientCalls(CLIENT, "+74951234567"); // P3.5, pain 8
    line.phoneRings(CLIENT, OWNER).phoneRings(CLIENT, DEPUTY).after(4).answers(CLIENT, DEPUTY, "b1");
    line.dialEnds(CLIENT, OWNER, DialStatus.CANCEL).hangsUp(OWNER, 26).after(10).hangsUp(DEPUTY, 16)
        .hangsUp(CLIENT, 16);
    Call call = line.onlyCall();
    assertEquals(ParticipantOutcome.ANSWERED_ELSEWHERE, CallRules.outcomeFor(call, Line.OWNER));
    assertEquals(ParticipantOutcome.ANSWERED, CallRules.outcomeFor(call, Line.DEPUTY));
    assertEquals(Optional.of(Line.DEPUTY), call.answeredBy());
    assertFalse(CallRules.isMissedFromClient(call));
  }

  @Test
  void two_devices_of_one_person_are_one_participant() {
    Line line = new Line().clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER).phoneRings(CLIENT, MOBILE)
        .after(2).answers(CLIENT, MOBILE, "b1").dialEnds(CLIENT, OWNER, DialStatus.CANCEL).hangsUp(OWNER, 26);
    line.after(5).hangsUp(MOBILE, 16).hangsUp(CLIENT, 16);
    Call call = line.onlyCall(); // P2.1, P2.3
    assertEquals(List.of(Line.OWNER), call.people());
    assertEquals(ParticipantOutcome.ANSWERED, CallRules.outcomeFor(call, Line.OWNER));
    assertEquals(Duration.ofSeconds(5), call.talkTime(Line.OWNER, call.ending().orElseThrow().at()));
  }

  @Test
  void a_call_that_nobody_took_is_missed_and_owed_a_call_back() {
    Line line = new Line().clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER).after(20)
        .dialEnds(CLIENT, OWNER, DialStatus.NOANSWER).hangsUp(OWNER, 19).hangsUp(CLIENT, 16);
    Call call = line.onlyCall(); // P3.6
    assertEquals(Disposition.NO_ANSWER, call.ending().orElseThrow().disposition());
    assertEquals(ParticipantOutcome.MISSED, CallRules.outcomeFor(call, Line.OWNER));
    assertTrue(CallRules.isMissedFromClient(call));
  }

  @Test
  void a_transferred_hour_belongs_to_the_one_who_talked_it() {
    Line line = new Line().clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b1");
    line.after(30).say(new PbxEvent.BlindTransferred(line.now, OWNER, Optional.of(CLIENT), "scoutline-internal",
        "102", true));
    line.leaves(OWNER, "b1").hangsUp(OWNER, 16).leaves(CLIENT, "b1").phoneRings(CLIENT, DEPUTY).after(5)
        .answers(CLIENT, DEPUTY, "b2").after(3600).hangsUp(DEPUTY, 16).hangsUp(CLIENT, 16);
    Call call = line.onlyCall(); // P2.3, P3.4, pain 8
    var end = call.ending().orElseThrow().at();
    assertEquals(Duration.ofSeconds(30), call.talkTime(Line.OWNER, end));
    assertEquals(Duration.ofSeconds(3600), call.talkTime(Line.DEPUTY, end));
    assertEquals(Optional.of(Line.OWNER), call.answeredBy());
  }

  @Test
  void an_attended_transfer_makes_one_call_of_two_linkedids() {
    ChannelRef consulting = Line.channel("1.5", "1.5", "PJSIP/101-00000005");
    ChannelRef consulted = Line.channel("1.6", "1.5", "PJSIP/102-00000006");
    Line line = new Line().clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b1");
    line.after(10).say(new PbxEvent.HoldBegun(line.now, OWNER));
    line.created(consulting, ChannelState.RING, "101", "scoutline-internal", "102").phoneRings(consulting, consulted)
        .after(2).answers(consulting, consulted, "b2").after(8);
    assertEquals(2, line.tracker.open().size());
    line.say(new PbxEvent.AttendedTransferred(line.now, OWNER, consulting, Optional.of(CLIENT),
        Optional.of(consulted), true));
    line.leaves(consulted, "b2").enters(consulted, "b1").leaves(OWNER, "b1").hangsUp(OWNER, 16)
        .hangsUp(consulting, 16).after(40).hangsUp(consulted, 16).hangsUp(CLIENT, 16);
    Call call = line.onlyCall(); // P2.1: the older survives
    assertEquals(List.of("1.1", "1.5"), call.linkedids());
    assertEquals(Direction.INBOUND, call.origin().direction());
    var end = call.ending().orElseThrow().at();
    assertEquals(Duration.ofSeconds(10), call.holdTime(Line.OWNER, end));
    assertEquals(Duration.ofSeconds(48), call.talkTime(Line.DEPUTY, end));
  }

  @Test
  void a_call_that_the_pbx_no_longer_has_is_closed_and_marked_as_estimated() {
    Line line = new Line().clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b1");
    line.after(30).resync(CLIENT, OWNER);
    assertTrue(line.onlyCall().isOpen());
    line.after(30).resync(); // P2.5, pains 1 and 2
    Call call = line.onlyCall();
    assertEquals(EndEvidence.RESYNC, call.ending().orElseThrow().evidence());
    assertTrue(line.tracker.open().isEmpty());
  }

  @Test
  void a_conversation_stays_one_when_the_clock_of_the_pbx_is_ahead_of_ours() {
    Line line = new Line().clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b1");
    line.after(-90).resync(); // P2.5
    Call call = line.onlyCall();
    assertEquals(Disposition.ANSWERED, call.ending().orElseThrow().disposition());
    assertEquals(EndEvidence.RESYNC, call.ending().orElseThrow().evidence());
    assertFalse(CallRules.isMissedFromClient(call)); // P3.6
  }

  @Test
  void a_channel_born_after_the_question_is_not_missing_from_the_answer() {
    Line line = new Line();
    line.say(new PbxEvent.ResyncAsked(line.now)).clientCalls(CLIENT, "+74951234567");
    line.say(new PbxEvent.Resynced(line.now, List.of())); // P2.5
    assertTrue(line.onlyCall().isOpen());
  }

  @Test
  void a_call_whose_beginning_was_not_seen_is_taken_over_from_a_resync() {
    Line line = new Line().resync(CLIENT); // pain 2
    assertEquals(Direction.INBOUND, line.onlyCall().origin().direction());
    assertEquals(line.now.minusSeconds(5), line.onlyCall().startedAt());
  }

  @Test
  void a_phone_that_takes_the_trunk_makes_an_outbound_call_of_what_it_dialled() {
    ChannelRef phone = Line.channel("2.1", "2.1", "PJSIP/101-00000001");
    ChannelRef far = Line.channel("2.2", "2.1", "PJSIP/trunk-00000002");
    Line line = new Line().created(phone, ChannelState.RING, "101", "scoutline-internal", "89161234567");
    line.created(far, ChannelState.DOWN, "", "scoutline-incoming", "");
    line.say(new PbxEvent.DialBegun(line.now, far, Optional.of(phone), "89161234567@trunk")).after(5);
    line.dialEnds(phone, far, DialStatus.BUSY).hangsUp(far, 17).hangsUp(phone, 17);
    Call call = line.onlyCall(); // P2.2
    assertEquals(Direction.OUTBOUND, call.origin().direction());
    assertEquals(Optional.of(PhoneNumber.of("+79161234567")), call.origin().outside().outside());
    assertEquals(Disposition.BUSY, call.ending().orElseThrow().disposition());
  }

  @Test
  void a_hidden_caller_is_a_legal_value() {
    Call call = new Line().clientCalls(CLIENT, "anonymous").onlyCall(); // P2.4
    assertInstanceOf(CallerNumber.Hidden.class, call.origin().outside());
  }

  @Test
  void queue_wait_is_not_talk_time() {
    Line line = new Line().clientCalls(CLIENT, "+74951234567");
    line.say(new PbxEvent.QueueJoined(line.now, CLIENT, "scoutline", 1)).after(25).phoneRings(CLIENT, OWNER);
    line.say(new PbxEvent.QueueMemberConnected(line.now, CLIENT, OWNER, "scoutline")).answers(CLIENT, OWNER, "b1");
    line.after(10).hangsUp(OWNER, 16).hangsUp(CLIENT, 16);
    Call call = line.onlyCall(); // P2.3
    assertEquals(Duration.ofSeconds(25), call.queueTime(line.now));
    assertEquals(Duration.ofSeconds(10), call.talkTime(Line.OWNER, line.now));
  }

  @Test
  void a_caller_who_gives_up_in_the_queue_has_abandoned() {
    Line line = new Line().clientCalls(CLIENT, "+74951234567");
    line.say(new PbxEvent.QueueJoined(line.now, CLIENT, "scoutline", 1)).after(25);
    line.say(new PbxEvent.QueueAbandoned(line.now, CLIENT, "scoutline")).hangsUp(CLIENT, 16);
    assertEquals(Disposition.ABANDONED, line.onlyCall().ending().orElseThrow().disposition());
  }

  @Test
  void every_event_said_twice_makes_the_same_call() {
    List<PbxEvent> once = answered().said; // pain 3
    Line twice = new Line();
    once.forEach(event -> twice.say(event).say(event));
    assertSameOutcome(answered().onlyCall(), twice.onlyCall());
  }

  @Test
  void neighbouring_events_in_any_order_make_one_call_with_the_same_outcome() {
    Call truth = answered().onlyCall();
    for (int seed = 0; seed < 500; seed++) {
      var events = new ArrayList<>(answered().said);
      var random = new Random(seed);
      for (int i = 0; i < 6; i++) {
        int at = random.nextInt(events.size() - 1);
        Collections.swap(events, at, at + 1);
      }
      Line line = new Line();
      events.forEach(line::say);
      assertSameOutcome(truth, line.onlyCall());
      assertTrue(line.tracker.open().isEmpty(), "open after the end, seed " + seed);
    }
  }

  private static void assertSameOutcome(Call expected, Call actual) {
    assertEquals(expected.ending().orElseThrow().disposition(), actual.ending().orElseThrow().disposition());
    assertEquals(expected.origin(), actual.origin());
    assertEquals(expected.answeredBy(), actual.answeredBy());
    assertEquals(expected.legs().size(), actual.legs().size());
  }

  @Test
  void what_routing_answered_before_the_first_event_came_is_kept_on_the_call() {
    Line line = new Line();
    var note = new RouteNote(line.now, 1, RouteKind.RING, "owner", List.of(), List.of(Line.OWNER));
    assertTrue(line.tracker.routed("1.1", note).isEmpty()); // P4.2: two sockets have no common order
    line.clientCalls(CLIENT, "+74951234567");
    assertEquals(List.of(note), line.onlyCall().routes());
  }

  @Test
  void what_the_pbx_was_told_last_decides_what_became_of_a_call_that_nobody_answered() {
    assertEquals(Disposition.REFUSED, routedBy(RouteKind.REFUSE)); // P4.4
    assertEquals(Disposition.VOICEMAIL, routedBy(RouteKind.RING, RouteKind.VOICEMAIL));
    assertEquals(Disposition.NO_ANSWER, routedBy(RouteKind.RING));
    assertEquals(Disposition.NO_ANSWER, routedBy(RouteKind.VOICEMAIL, RouteKind.RING));
    assertEquals(Disposition.NO_ANSWER, routedBy());
  }

  private static Disposition routedBy(RouteKind... kinds) {
    Line line = new Line().clientCalls(CLIENT, "+74951234567");
    for (RouteKind kind : kinds) {
      line.tracker.routed("1.1", new RouteNote(line.now, 1, kind, "owner", List.of(), List.of()));
    }
    return line.after(20).hangsUp(CLIENT, 16).onlyCall().ending().orElseThrow().disposition();
  }

  @Test
  void the_flight_record_holds_the_events_in_order() {
    Line line = answered(); // P2.7
    var closed = line.changes.stream().filter(CallChange.Closed.class::isInstance)
        .map(CallChange.Closed.class::cast).findFirst().orElseThrow();
    assertEquals(line.said, closed.flight());
  }

  @Test
  void two_calls_whose_channels_are_renamed_stay_two() {
    // P2.1: a rename (a pick-up, a transfer that swaps channels) names no linkedid; having none in common joins nobody
    ChannelRef other = Line.channel("2.1", "2.1", "PJSIP/trunk-00000021");
    Line line = new Line().clientCalls(CLIENT, "+74951234567").clientCalls(other, "+74951234568");
    line.say(new PbxEvent.ChannelRenamed(line.now, Line.channel("1.1", "", "PJSIP/trunk-00000031"), CLIENT.name()));
    line.say(new PbxEvent.ChannelRenamed(line.now, Line.channel("2.1", "", "PJSIP/trunk-00000032"), other.name()));
    assertEquals(2, line.tracker.open().size());
    assertEquals(List.of(List.of("1.1"), List.of("2.1")), line.tracker.open().stream().map(Call::linkedids).toList());
  }

  @Test
  void a_rename_of_a_channel_that_nobody_announced_makes_no_call() {
    Line line = new Line();
    line.say(new PbxEvent.ChannelRenamed(line.now, Line.channel("1.1", "", "PJSIP/trunk-00000031"), CLIENT.name()));
    assertTrue(line.tracker.open().isEmpty()); // P2.5: it would have nothing by which to end
    line.clientCalls(CLIENT, "+74951234567");
    assertEquals(List.of("1.1"), line.onlyCall().linkedids());
  }

  @Test
  void a_call_that_was_over_and_turns_out_to_be_part_of_one_that_goes_on_goes_on_too() {
    ChannelRef later = Line.channel("1.5", "1.5", "PJSIP/trunk-00000005");
    Line line = answered().after(1).created(later, ChannelState.RING, "+74951234567", "scoutline-incoming", "s");
    // P2.1, P2.5: it says nothing new of either but that they are one
    line.say(new PbxEvent.BlindTransferred(line.now, later, Optional.of(CLIENT), "scoutline-internal", "102", true));
    assertEquals(List.of(List.of("1.1", "1.5")), line.tracker.open().stream().map(Call::linkedids).toList());
    line.after(5).hangsUp(later, 16);
    assertTrue(line.tracker.open().isEmpty());
    assertEquals(line.now, line.onlyCall().ending().orElseThrow().at());
  }
}
