package io.scoutline.calls;

import static io.scoutline.calls.Sketch.ANNA;
import static io.scoutline.calls.Sketch.BORIS;
import static io.scoutline.calls.Sketch.call;
import static io.scoutline.calls.Sketch.client;
import static io.scoutline.calls.Sketch.over;
import static io.scoutline.calls.Sketch.phone;
import static io.scoutline.calls.Sketch.talking;
import static io.scoutline.calls.SpanTest.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.scoutline.pbx.DialStatus;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P2.1: one outcome of a call, whatever its legs; P3.5, P3.6: what it was for each, and whom it leaves owed. */
class CallRulesTest {

  private static Leg farEnd(int cause) {
    return client("1.2").ended(at(30), cause, false);
  }

  private static Disposition outbound(Leg... far) {
    return CallRules.dispositionOf(call(Direction.OUTBOUND,
        Stream.concat(Stream.of(over(phone("1.1", ANNA).up(at(0)), 30)), Stream.of(far)).toArray(Leg[]::new)));
  }

  private static Disposition inbound(Leg... phones) {
    return CallRules.dispositionOf(call(Direction.INBOUND,
        Stream.concat(Stream.of(over(client("1.1"), 30)), Stream.of(phones)).toArray(Leg[]::new)));
  }

  private static Leg rang(Leg leg, DialStatus status) {
    return over(leg.ringing(at(1)).dialled(status), 20);
  }

  @Nested
  @DisplayName("P2.1: a call that we made")
  class Outbound {

    @Test
    void is_answered_when_the_far_end_picks_up() {
      assertEquals(Disposition.ANSWERED, outbound(over(client("1.2").up(at(9)), 30)));
      assertEquals(Disposition.ANSWERED, outbound(over(client("1.2").up(at(9)), 30), farEnd(17)));
    }

    @Test
    void has_failed_when_it_reached_no_far_end() {
      assertEquals(Disposition.FAILED, outbound());
    }

    @Test
    void finds_the_far_end_busy_by_the_dial_or_by_the_networks_cause() {
      assertEquals(Disposition.BUSY, outbound(farEnd(17)));
      assertEquals(Disposition.BUSY, outbound(client("1.2").dialled(DialStatus.BUSY).ended(at(30), 0, false)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 18, 19, 21, 26, 102, 127})
    void was_not_answered_when_the_network_says_that_nobody_took_it(int cause) {
      assertEquals(Disposition.NO_ANSWER, outbound(farEnd(cause)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 27, 34, 38})
    void has_failed_by_any_other_cause_unless_it_rang(int cause) {
      assertEquals(Disposition.FAILED, outbound(farEnd(cause)));
      assertEquals(Disposition.NO_ANSWER, outbound(client("1.2").ringing(at(3)).ended(at(30), cause, false)));
    }

    @ParameterizedTest
    @CsvSource({"CONGESTION, FAILED", "CHANUNAVAIL, FAILED", "NOANSWER, NO_ANSWER", "CANCEL, NO_ANSWER"})
    void has_failed_when_the_dial_could_not_be_carried_whatever_the_cause(DialStatus status, Disposition disposition) {
      assertEquals(disposition, outbound(over(client("1.2").dialled(status), 30)));
      assertEquals(Disposition.NO_ANSWER, outbound(rang(client("1.2"), status)), "but it rang");
    }

    @Test
    void ends_as_the_last_of_several_trunks_did() {
      assertEquals(Disposition.BUSY, outbound(farEnd(34), farEnd(17)));
      assertEquals(Disposition.FAILED, outbound(farEnd(17), farEnd(34)));
    }
  }

  @Nested
  @DisplayName("P2.1: a call among ourselves, or whose beginning nobody saw")
  class Internal {

    @ParameterizedTest
    @EnumSource(value = Direction.class, names = {"INTERNAL", "UNKNOWN"})
    void is_answered_when_two_talk_and_otherwise_as_its_last_phone_says(Direction direction) {
      Leg caller = over(talking(phone("1.1", ANNA), "b1", 5, 30), 30);
      Leg other = over(talking(phone("1.2", BORIS), "b1", 5, 30), 30);
      assertEquals(Disposition.ANSWERED, CallRules.dispositionOf(call(direction, caller, other)));
      assertEquals(Disposition.BUSY, CallRules.dispositionOf(call(direction, over(phone("1.1", ANNA), 9),
          rang(phone("1.2", BORIS), DialStatus.BUSY))));
      assertEquals(Disposition.NO_ANSWER, CallRules.dispositionOf(call(direction, over(phone("1.1", ANNA), 9),
          rang(phone("1.2", BORIS), DialStatus.NOANSWER))));
    }

    @Test
    void has_failed_when_it_reached_nobody() {
      assertEquals(Disposition.FAILED, CallRules.dispositionOf(call(Direction.INTERNAL, over(phone("1.1", ANNA), 9))));
    }
  }

  @Nested
  @DisplayName("P2.1, P4.4: a client's call")
  class Inbound {

    @Test
    void is_answered_by_a_conversation_whatever_routing_said_before() {
      Call call = call(Direction.INBOUND, over(talking(client("1.1"), "b1", 5, 30), 30),
          over(talking(phone("1.2", ANNA), "b1", 5, 30), 30))
          .routed(new RouteNote(at(1), 1, RouteKind.VOICEMAIL, "out_of_hours", List.of(), List.of()));
      assertEquals(Disposition.ANSWERED, CallRules.dispositionOf(call));
    }

    @ParameterizedTest
    @CsvSource({"REFUSE, REFUSED", "VOICEMAIL, VOICEMAIL", "RING, NO_ANSWER", "QUEUE, NO_ANSWER"})
    void that_nobody_took_is_what_routing_made_of_it(RouteKind kind, Disposition disposition) {
      Call call = call(Direction.INBOUND, over(client("1.1"), 30))
          .routed(new RouteNote(at(1), 1, kind, "reason", List.of(), List.of()));
      assertEquals(disposition, CallRules.dispositionOf(call));
    }

    @Test
    void is_busy_only_when_every_phone_that_was_rung_was_busy() {
      assertEquals(Disposition.BUSY, inbound(rang(phone("1.2", ANNA), DialStatus.BUSY),
          rang(phone("1.3", BORIS), DialStatus.BUSY)));
      assertEquals(Disposition.NO_ANSWER, inbound(rang(phone("1.2", ANNA), DialStatus.BUSY),
          rang(phone("1.3", BORIS), DialStatus.NOANSWER)));
      assertEquals(Disposition.NO_ANSWER, inbound());
    }

    @Test
    void that_came_into_a_queue_was_abandoned_there() {
      Call call = call(Direction.INBOUND, over(client("1.1"), 30), rang(phone("1.2", ANNA), DialStatus.BUSY))
          .queuedIn("sales", List.of(SpanTest.span(1, 30)));
      assertEquals(Disposition.ABANDONED, CallRules.dispositionOf(call));
    }
  }

  @Nested
  @DisplayName("P3.5: what a call was for one person")
  class ForOne {

    private static ParticipantOutcome forAnna(Leg... legs) {
      return CallRules.outcomeFor(call(Direction.INBOUND, legs), ANNA);
    }

    @Test
    void it_is_open_while_a_phone_of_theirs_rings_or_talks() {
      assertEquals(ParticipantOutcome.OPEN, forAnna(client("1.1"), phone("1.2", ANNA).ringing(at(1))));
      Leg talking = talking(phone("1.2", ANNA), "b1", 5, 30);
      assertEquals(ParticipantOutcome.OPEN, forAnna(talking(client("1.1"), "b1", 5, 30), talking));
      assertEquals(ParticipantOutcome.ANSWERED, forAnna(talking(client("1.1"), "b1", 5, 30), over(talking, 30)));
    }

    @Test
    void one_who_talked_on_one_phone_has_answered_whatever_became_of_the_other() {
      assertEquals(ParticipantOutcome.ANSWERED, forAnna(talking(client("1.1"), "b1", 5, 30),
          rang(phone("1.2", ANNA), DialStatus.BUSY), over(talking(phone("1.3", ANNA), "b1", 5, 30), 30)));
    }

    @Test
    void one_whose_phone_never_rang_was_not_reached() {
      assertEquals(ParticipantOutcome.NOT_REACHED, forAnna(client("1.1"), over(phone("1.2", ANNA), 9)));
      assertEquals(ParticipantOutcome.NOT_REACHED, forAnna(client("1.1")));
    }

    @ParameterizedTest
    @CsvSource({"BUSY, NOT_REACHED", "CHANUNAVAIL, NOT_REACHED", "CONGESTION, NOT_REACHED", "NOANSWER, MISSED",
        "CANCEL, MISSED"})
    void one_who_turned_it_down_was_not_reached_and_one_who_let_it_ring_has_missed_it(DialStatus status,
        ParticipantOutcome outcome) {
      assertEquals(outcome, forAnna(client("1.1"), rang(phone("1.2", ANNA), status)));
    }

    @Test
    void one_who_let_it_ring_while_another_took_it_has_missed_nothing() {
      assertEquals(ParticipantOutcome.ANSWERED_ELSEWHERE, forAnna(talking(client("1.1"), "b1", 5, 30),
          rang(phone("1.2", ANNA), DialStatus.CANCEL), talking(phone("1.3", BORIS), "b1", 5, 30)));
    }
  }

  @Nested
  @DisplayName("P3.6: a missed call is owed a call back")
  class Owed {

    private static boolean owed(Call call, Disposition disposition) {
      return CallRules.isMissedFromClient(call.ending(new Ending(at(30), disposition, EndEvidence.HANGUP)));
    }

    @ParameterizedTest
    @CsvSource({"NO_ANSWER, true", "BUSY, true", "ABANDONED, true", "VOICEMAIL, true", "FAILED, true",
        "ANSWERED, false", "REFUSED, false"})
    void to_a_client_who_spoke_with_nobody_unless_turned_away_on_purpose(Disposition disposition, boolean owed) {
      assertEquals(owed, owed(call(Direction.INBOUND, over(client("1.1"), 30)), disposition));
    }

    @Test
    void but_not_for_a_call_that_we_made_nor_among_ourselves_nor_before_its_end() {
      assertFalse(owed(call(Direction.OUTBOUND, over(client("1.1"), 30)), Disposition.NO_ANSWER));
      assertFalse(owed(call(Direction.INBOUND, over(phone("1.1", ANNA), 30)), Disposition.NO_ANSWER));
      assertFalse(CallRules.isMissedFromClient(call(Direction.INBOUND, client("1.1"))));
    }
  }
}
