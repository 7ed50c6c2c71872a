package io.scoutline.calls.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.Direction;
import io.scoutline.calls.Leg;
import io.scoutline.calls.LegSide;
import io.scoutline.calls.LegState;
import io.scoutline.calls.Line;
import io.scoutline.calls.Origin;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.PbxEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** P2: what one event makes of one call, its predecessors heard or not. */
class CallReducerTest {

  private static final ChannelRef CLIENT = Line.channel("1.1", "1.1", "PJSIP/trunk-00000001");
  private static final ChannelRef OWNER = Line.channel("1.2", "1.1", "PJSIP/101-00000002");
  private static final ChannelRef LOCAL = Line.channel("1.3", "1.1", "Local/101@agents-00000003;1");

  private final Line line = new Line();

  private Leg leg(String uniqueid) {
    return line.onlyCall().leg(uniqueid).orElseThrow();
  }

  @Nested
  @DisplayName("P2.2: direction is decided where the call begins")
  class Beginning {

    @Test
    void a_call_from_a_trunk_is_inbound_whatever_context_it_comes_into() {
      line.say(new PbxEvent.ChannelCreated(line.now, CLIENT, ChannelState.RING, "+74951234567", "ООО Ромашка",
          "from-elsewhere", "100"));
      assertEquals(new Origin(Direction.INBOUND, new CallerNumber.Outside(PhoneNumber.of("+74951234567"),
          "+74951234567"), "ООО Ромашка", "100"), line.onlyCall().origin());
    }

    @Test
    void a_call_that_comes_into_the_context_of_a_trunk_is_inbound_whatever_its_endpoint() {
      line.created(Line.channel("1.1", "1.1", "PJSIP/carrier-00000001"), ChannelState.RING, "+74951234567",
          "scoutline-incoming", "100");
      assertEquals(Direction.INBOUND, line.onlyCall().origin().direction());
    }

    @Test
    void a_call_from_a_phone_is_internal_until_it_takes_a_trunk_and_then_goes_where_it_was_dialled_to() {
      ChannelRef phone = Line.channel("1.1", "1.1", "PJSIP/101-00000001");
      ChannelRef trunk = Line.channel("1.2", "1.1", "PJSIP/trunk-00000002");
      line.created(phone, ChannelState.RING, "101", "scoutline-internal", "89161234567");
      assertEquals(Direction.INTERNAL, line.onlyCall().origin().direction());
      line.say(new PbxEvent.DialBegun(line.now, trunk, Optional.of(phone), "trunk/89161234567"));
      assertEquals(Direction.OUTBOUND, line.onlyCall().origin().direction(), "though its creation was lost");
      assertEquals("89161234567", line.onlyCall().origin().dialled());
      assertEquals(Optional.of(PhoneNumber.of("+79161234567")), line.onlyCall().origin().outside().outside());
    }

    @Test
    void a_trunk_that_is_rung_later_does_not_turn_a_clients_call_round() {
      line.clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER);
      line.phoneRings(CLIENT, Line.channel("1.4", "1.1", "PJSIP/trunk-00000004"));
      assertEquals(Direction.INBOUND, line.onlyCall().origin().direction());
      assertEquals(Optional.of(PhoneNumber.of("+74951234567")), line.onlyCall().origin().outside().outside());
    }

    @Test
    void while_the_first_channel_was_not_seen_the_first_that_was_stands_in_for_it() {
      line.created(OWNER, ChannelState.DOWN, "", "scoutline-internal", "101");
      assertEquals(Direction.INTERNAL, line.onlyCall().origin().direction());
      line.clientCalls(CLIENT, "+74951234567");
      assertEquals(Direction.INBOUND, line.onlyCall().origin().direction(), "it came late, and decides");
    }
  }

  @Nested
  @DisplayName("P2.3: whose channel it is")
  class Legs {

    @Test
    void a_phone_belongs_to_a_person_a_trunk_to_the_client_and_a_local_channel_to_nobody() {
      line.clientCalls(CLIENT, "+74951234567").created(OWNER, ChannelState.DOWN, "", "scoutline-internal", "");
      line.created(LOCAL, ChannelState.DOWN, "", "agents", "101");
      assertEquals(List.of(LegSide.CLIENT, LegSide.PERSON, LegSide.PLUMBING),
          line.onlyCall().legs().stream().map(Leg::side).toList());
      assertEquals(List.of(Line.OWNER), line.onlyCall().people());
    }

    @Test
    void a_channel_that_nobody_announced_gets_its_leg_from_the_first_event_that_names_it() {
      line.say(new PbxEvent.DialBegun(line.now, OWNER, Optional.of(CLIENT), "PJSIP/101")); // pain 3
      assertEquals(List.of("1.2", "1.1"), line.onlyCall().legs().stream().map(Leg::uniqueid).toList());
      ChannelRef member = Line.channel("1.5", "1.1", "PJSIP/102-00000005");
      line.say(new PbxEvent.QueueMemberCalled(line.now, CLIENT, member, "sales"));
      assertEquals(Optional.of(Line.DEPUTY), leg("1.5").person());
      ChannelRef mobile = Line.channel("1.6", "1.1", "PJSIP/mobile-101-00000006");
      line.say(new PbxEvent.QueueMemberConnected(line.now, CLIENT, mobile, "sales"));
      assertEquals(Optional.of(Line.OWNER), leg("1.6").person());
    }

    @Test
    void a_channel_that_is_renamed_stays_the_same_leg() {
      line.clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER);
      line.say(new PbxEvent.ChannelRenamed(line.now, Line.channel("1.2", "", "PJSIP/102-00000009"), OWNER.name()));
      assertEquals("PJSIP/102-00000009", leg("1.2").channel());
      assertEquals("PJSIP/102", leg("1.2").endpoint());
      assertEquals(Optional.of(Line.OWNER), leg("1.2").person(), "whose it was when it began");
      assertEquals(2, line.onlyCall().legs().size());
    }

    @ParameterizedTest
    @EnumSource(value = ChannelState.class, mode = EnumSource.Mode.EXCLUDE, names = {"RINGING", "UP"})
    void a_state_in_between_is_neither_ringing_nor_an_answer(ChannelState state) {
      line.created(CLIENT, state, "+74951234567", "scoutline-incoming", "100");
      assertEquals(LegState.CREATED, leg("1.1").state());
    }

    @Test
    void a_channel_that_is_created_ringing_or_up_is_so_from_the_start() {
      line.created(CLIENT, ChannelState.UP, "+74951234567", "scoutline-incoming", "100");
      line.created(OWNER, ChannelState.RINGING, "", "scoutline-internal", "");
      assertEquals(Optional.of(line.now), leg("1.1").answeredAt());
      assertEquals(Optional.of(line.now), leg("1.2").ringingAt());
    }

    @Test
    void whoever_comes_into_a_bridge_or_ends_a_dial_with_an_answer_is_up() {
      line.clientCalls(CLIENT, "+74951234567").after(1).enters(CLIENT, "b1");
      assertEquals(Optional.of(line.now), leg("1.1").answeredAt());
      line.created(OWNER, ChannelState.DOWN, "", "scoutline-internal", "").after(2)
          .dialEnds(CLIENT, OWNER, DialStatus.ANSWER);
      assertEquals(Optional.of(line.now), leg("1.2").answeredAt());
      assertEquals(Optional.of(DialStatus.ANSWER), leg("1.2").dialStatus());
    }

    @Test
    void a_dial_that_ends_otherwise_is_no_answer() {
      line.clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER).dialEnds(CLIENT, OWNER, DialStatus.CANCEL);
      assertEquals(LegState.RINGING, leg("1.2").state());
      assertEquals(Optional.of(DialStatus.CANCEL), leg("1.2").dialStatus());
    }

    @Test
    void a_hold_counts_for_whoever_holds() {
      line.clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b1").after(10);
      line.say(new PbxEvent.HoldBegun(line.now, OWNER)).after(5);
      assertTrue(leg("1.2").isHolding());
      line.say(new PbxEvent.HoldEnded(line.now, OWNER)).after(5);
      assertFalse(leg("1.2").isHolding());
      assertEquals(Duration.ofSeconds(5), line.onlyCall().holdTime(Line.OWNER, line.now));
      assertEquals(Duration.ofSeconds(15), line.onlyCall().talkTime(Line.OWNER, line.now));
      line.leaves(CLIENT, "b1").after(5);
      assertEquals(Duration.ofSeconds(15), line.onlyCall().talkTime(Line.OWNER, line.now), "alone in the bridge");
    }

    @Test
    void a_transfer_changes_no_leg() {
      line.clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b1");
      Call before = line.onlyCall();
      line.say(new PbxEvent.BlindTransferred(line.now, OWNER, Optional.of(CLIENT), "scoutline-internal", "102", true));
      assertEquals(before, line.onlyCall());
      assertEquals(line.said, line.tracker.flightOf(before.id()), "but it stands in its record (P2.7)");
    }
  }

  @Nested
  @DisplayName("P2.3: the wait in a queue")
  class Queue {

    private void waits(long seconds) {
      line.clientCalls(CLIENT, "+74951234567");
      line.say(new PbxEvent.QueueJoined(line.now, CLIENT, "sales", 1)).after(seconds);
    }

    private Duration waited() {
      return line.onlyCall().queueTime(line.now);
    }

    @Test
    void ends_when_the_caller_leaves_it() {
      waits(5);
      line.say(new PbxEvent.QueueLeft(line.now, CLIENT, "sales")).after(9);
      assertEquals(Duration.ofSeconds(5), waited());
      assertEquals(Optional.of("sales"), line.onlyCall().queue());
    }

    @Test
    void ends_when_the_caller_gives_up() {
      waits(6);
      line.say(new PbxEvent.QueueAbandoned(line.now, CLIENT, "sales")).after(9);
      assertEquals(Duration.ofSeconds(6), waited());
    }

    @Test
    void ends_when_a_member_takes_the_call() {
      waits(7);
      line.say(new PbxEvent.QueueMemberCalled(line.now, CLIENT, OWNER, "sales")).after(2);
      line.say(new PbxEvent.QueueMemberConnected(line.now, CLIENT, OWNER, "sales")).after(9);
      assertEquals(Duration.ofSeconds(9), waited());
    }

    @Test
    void ends_with_the_callers_channel_when_nothing_else_told_of_it() {
      waits(8);
      line.phoneRings(CLIENT, OWNER).after(1).hangsUp(CLIENT, 16).after(9);
      assertTrue(line.onlyCall().isOpen());
      assertEquals(Duration.ofSeconds(9), waited());
      assertEquals(Optional.of("sales"), line.onlyCall().queue());
    }

    @Test
    void does_not_end_with_a_members_phone() {
      waits(5);
      line.phoneRings(CLIENT, OWNER).hangsUp(OWNER, 19).after(5);
      assertEquals(Duration.ofSeconds(10), waited());
    }

    @Test
    void in_another_queue_is_a_wait_too() {
      waits(5);
      line.say(new PbxEvent.QueueLeft(line.now, CLIENT, "sales")).after(3);
      line.say(new PbxEvent.QueueJoined(line.now, CLIENT, "support", 1)).after(4);
      assertEquals(Duration.ofSeconds(9), waited());
      assertEquals(Optional.of("support"), line.onlyCall().queue());
    }

    @Test
    void that_is_told_twice_is_no_news() {
      waits(5);
      int known = line.changes.size();
      line.say(new PbxEvent.QueueJoined(line.now, CLIENT, "sales", 1)); // pain 3
      assertEquals(known, line.changes.size());
      line.say(new PbxEvent.QueueLeft(line.now, CLIENT, "sales"));
      assertEquals(known + 1, line.changes.size());
      line.say(new PbxEvent.QueueLeft(line.now, CLIENT, "sales"));
      assertEquals(known + 1, line.changes.size());
    }
  }

  @Test
  void whatever_is_said_twice_is_no_news() {
    line.clientCalls(CLIENT, "+74951234567").after(1).phoneRings(CLIENT, OWNER).after(3).answers(CLIENT, OWNER, "b1");
    line.say(new PbxEvent.HoldBegun(line.now, OWNER)).after(1).say(new PbxEvent.HoldEnded(line.now, OWNER));
    line.after(60).leaves(OWNER, "b1").hangsUp(OWNER, 16).leaves(CLIENT, "b1");
    Line twice = new Line();
    line.said.forEach(event -> {
      twice.tracker.apply(event);
      assertEquals(List.of(), twice.tracker.apply(event), event::toString); // pain 3
    });
    assertEquals(line.onlyCall().legs(), twice.tracker.open().iterator().next().legs());
    List<CallChange> end = twice.tracker.apply(new PbxEvent.ChannelEnded(line.now, CLIENT, 16, ""));
    assertEquals(1, end.size());
    assertEquals(List.of(), twice.tracker.apply(new PbxEvent.ChannelEnded(line.now, CLIENT, 16, "")));
  }
}
