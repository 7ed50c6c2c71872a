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
import io.scoutline.calls.RouteKind;
import io.scoutline.calls.RouteNote;
import io.scoutline.kernel.CallId;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.DeviceState;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.PbxEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** P2.1: which events belong to one call, which make one of two, and what a late one does to a call that was over. */
class MergingTest {

  private static final ChannelRef CLIENT = Line.channel("1.1", "1.1", "PJSIP/trunk-00000001");
  private static final ChannelRef OWNER = Line.channel("1.2", "1.1", "PJSIP/101-00000002");
  private static final ChannelRef OTHER = Line.channel("2.1", "2.1", "PJSIP/trunk-00000003");
  private static final ChannelRef DEPUTY = Line.channel("2.2", "2.1", "PJSIP/102-00000004");

  private final Line line = new Line();

  private void twoTalk() {
    line.clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER).answers(CLIENT, OWNER, "b1").after(1);
    line.clientCalls(OTHER, "+74957654321").phoneRings(OTHER, DEPUTY).answers(OTHER, DEPUTY, "b2").after(1);
  }

  private List<CallId> ids() {
    return line.calls().stream().map(Call::id).toList();
  }

  private List<CallChange> told(PbxEvent event) {
    int known = line.changes.size();
    line.say(event);
    return line.changes.subList(known, line.changes.size());
  }

  @Nested
  @DisplayName("P2.1: two calls that turn out to be one")
  class Two {

    private void requireOneOf(List<CallChange> changes, List<CallId> before) {
      var merged = assertInstanceOf(CallChange.Merged.class, changes.getFirst());
      assertEquals(before.getLast(), merged.absorbed(), "the older survives");
      assertEquals(before.getFirst(), merged.call().id());
      assertEquals(Optional.empty(), line.tracker.call(before.getLast()));
      assertEquals(before.subList(0, 1), line.tracker.open().stream().map(Call::id).toList());
      line.after(9).hangsUp(DEPUTY, 16).hangsUp(OTHER, 16).hangsUp(OWNER, 16).hangsUp(CLIENT, 16);
      Call call = line.onlyCall();
      assertEquals(List.of("1.1", "1.2", "2.1", "2.2"), call.legs().stream().map(Leg::uniqueid).toList());
      assertEquals(List.of("1.1", "2.1"), call.linkedids());
      assertTrue(line.tracker.open().isEmpty());
      assertEquals(line.said, line.tracker.flightOf(call.id())); // P2.7
    }

    @Test
    void are_one_when_a_channel_of_the_younger_comes_into_a_bridge_of_the_older() {
      twoTalk();
      List<CallId> before = ids();
      requireOneOf(told(new PbxEvent.BridgeEntered(line.now, DEPUTY, "b1")), before);
    }

    @Test
    void are_one_when_a_channel_of_the_older_comes_into_a_bridge_of_the_younger() {
      twoTalk();
      List<CallId> before = ids();
      requireOneOf(told(new PbxEvent.BridgeEntered(line.now, OWNER, "b2")), before);
    }

    @Test
    void are_one_when_a_channel_is_named_with_the_linkedid_of_the_other() {
      twoTalk();
      List<CallId> before = ids();
      requireOneOf(told(new PbxEvent.BridgeLeft(line.now, Line.channel("2.2", "1.1", DEPUTY.name()), "b2")), before);
    }

    @Test
    void stay_two_when_nobody_is_in_the_bridge_any_more() {
      twoTalk();
      line.leaves(CLIENT, "b1").leaves(OWNER, "b1").enters(DEPUTY, "b1");
      assertEquals(2, line.tracker.open().size());
    }

    @Test
    void stay_two_when_the_one_is_over() {
      twoTalk();
      line.hangsUp(CLIENT, 16).hangsUp(OWNER, 16).enters(DEPUTY, "b1");
      assertEquals(1, line.tracker.open().size());
      assertEquals(2, line.calls().size());
    }

    @Test
    void three_that_one_event_names_together_become_the_oldest() {
      twoTalk();
      ChannelRef third = Line.channel("3.1", "3.1", "PJSIP/trunk-00000005");
      line.clientCalls(third, "+74950000009");
      List<CallId> before = ids();
      List<CallChange> changes = told(new PbxEvent.AttendedTransferred(line.now, DEPUTY, OWNER, Optional.of(third),
          Optional.of(CLIENT), true));
      assertEquals(2, changes.stream().filter(CallChange.Merged.class::isInstance).count());
      assertEquals(before.subList(0, 1), line.tracker.open().stream().map(Call::id).toList());
      line.hangsUp(third, 16).hangsUp(DEPUTY, 16).hangsUp(OTHER, 16).hangsUp(OWNER, 16).hangsUp(CLIENT, 16);
      assertEquals(before.getFirst(), line.onlyCall().id());
      assertEquals(List.of("1.1", "2.1", "3.1"), line.onlyCall().linkedids());
    }

    @Test
    void stay_two_when_the_transfer_failed() {
      twoTalk();
      told(new PbxEvent.AttendedTransferred(line.now, DEPUTY, OWNER, Optional.of(OTHER), Optional.of(CLIENT), false));
      assertEquals(2, line.tracker.open().size());
    }

    @Test
    void whichever_of_two_that_began_at_once_is_named_first_survives() {
      line.clientCalls(CLIENT, "+74951234567").clientCalls(OTHER, "+74957654321");
      List<CallId> before = ids();
      told(new PbxEvent.BlindTransferred(line.now, OTHER, Optional.of(CLIENT), "scoutline-internal", "102", true));
      assertEquals(List.of(before.getLast()), line.tracker.open().stream().map(Call::id).toList());
    }

    @Test
    void count_the_wait_of_one_that_still_waits_when_the_other_has_waited_before() {
      line.clientCalls(CLIENT, "+74951234567");
      line.say(new PbxEvent.QueueJoined(line.now, CLIENT, "sales", 1)).after(1).clientCalls(OTHER, "+74957654321");
      line.say(new PbxEvent.QueueJoined(line.now, OTHER, "sales", 2)).after(2);
      line.say(new PbxEvent.QueueLeft(line.now, OTHER, "sales")).after(2);
      told(new PbxEvent.BlindTransferred(line.now, OTHER, Optional.of(CLIENT), "scoutline-internal", "102", true));
      line.say(new PbxEvent.QueueLeft(line.now, CLIENT, "sales")).after(60);
      assertEquals(Duration.ofSeconds(5 + 2), line.onlyCall().queueTime(line.now)); // P2.3
    }
  }

  @Test
  void a_channel_that_changes_its_linkedid_stays_with_its_call() {
    line.clientCalls(CLIENT, "+74951234567");
    told(new PbxEvent.ChannelStateChanged(line.now, Line.channel("1.1", "0.9", CLIENT.name()), ChannelState.RING));
    assertEquals(List.of("1.1", "0.9"), line.onlyCall().linkedids(), "which is told even when nothing else is new");
    line.created(Line.channel("1.3", "0.9", "PJSIP/102-00000003"), ChannelState.DOWN, "", "scoutline-internal", "");
    assertEquals(2, line.onlyCall().legs().size(), "and whoever is named by the new one belongs to it");
  }

  @Test
  void what_a_link_or_a_device_says_changes_no_call() {
    twoTalk();
    List<Call> before = List.copyOf(line.tracker.open());
    assertEquals(List.of(), told(new PbxEvent.LinkUp(line.now, 2, "Asterisk 22")));
    assertEquals(List.of(), told(new PbxEvent.LinkDown(line.now, 2, "closed")));
    assertEquals(List.of(), told(new PbxEvent.DeviceChanged(line.now, "PJSIP/101", DeviceState.values()[0])));
    assertEquals(before, List.copyOf(line.tracker.open()));
  }

  @Nested
  @DisplayName("P2.5: a late word of a call that was over")
  class Late {

    private void over() {
      line.clientCalls(CLIENT, "+74951234567").phoneRings(CLIENT, OWNER).after(20).hangsUp(OWNER, 19)
          .hangsUp(CLIENT, 16);
    }

    @Test
    void corrects_it_and_is_kept_with_it() {
      over();
      assertEquals(Disposition.NO_ANSWER, line.onlyCall().ending().orElseThrow().disposition());
      var corrected = assertInstanceOf(CallChange.Corrected.class,
          told(new PbxEvent.DialEnded(line.now, OWNER, Optional.of(CLIENT), DialStatus.BUSY)).getLast());
      assertEquals(Disposition.BUSY, corrected.call().ending().orElseThrow().disposition());
      assertEquals(EndEvidence.HANGUP, corrected.call().ending().orElseThrow().evidence());
      assertEquals(line.said, corrected.flight()); // P2.7
      assertEquals(Optional.of(corrected.call()), line.tracker.call(corrected.call().id()));
    }

    @Test
    void that_names_a_channel_which_is_there_still_opens_it_again() {
      over();
      CallId id = line.onlyCall().id();
      ChannelRef second = Line.channel("1.3", "1.1", "PJSIP/102-00000003");
      List<CallChange> changes = told(new PbxEvent.ChannelStateChanged(line.now, second, ChannelState.UP));
      assertTrue(assertInstanceOf(CallChange.Corrected.class, changes.getLast()).call().isOpen());
      assertEquals(List.of(id), line.tracker.open().stream().map(Call::id).toList());
      line.after(7).hangsUp(second, 16);
      assertEquals(line.now, line.onlyCall().ending().orElseThrow().at());
      assertTrue(line.tracker.open().isEmpty());
    }

    @Test
    void that_tells_another_linkedid_of_it_corrects_it() {
      over(); // P2.6: the records name the call by all of them
      var corrected = assertInstanceOf(CallChange.Corrected.class, told(new PbxEvent.ChannelStateChanged(line.now,
          Line.channel("1.1", "0.9", CLIENT.name()), ChannelState.RING)).getLast());
      assertEquals(List.of("1.1", "0.9"), corrected.call().linkedids());
    }

    @Test
    void that_says_nothing_new_is_no_news() {
      over();
      assertEquals(List.of(), told(new PbxEvent.ChannelEnded(line.now, CLIENT, 16, "")));
    }
  }

  @Nested
  @DisplayName("P4.2: what routing answered is kept with the call")
  class Routed {

    private RouteNote note(int attempt) {
      return new RouteNote(line.now, attempt, RouteKind.RING, "owner", List.of(), List.of(Line.OWNER));
    }

    @Test
    void is_told_once_as_a_change_of_the_call() {
      line.clientCalls(CLIENT, "+74951234567");
      List<CallChange> changes = line.tracker.routed("1.1", note(1));
      assertEquals(List.of(note(1)), assertInstanceOf(CallChange.Changed.class, changes.getFirst()).call().routes());
      assertEquals(List.of(), line.tracker.routed("1.1", note(1)));
    }

    @Test
    void all_of_it_waits_for_a_call_whose_events_are_late_and_is_given_to_no_other() {
      assertEquals(List.of(), line.tracker.routed("1.1", note(1)));
      assertEquals(List.of(), line.tracker.routed("1.1", note(2)));
      line.clientCalls(OTHER, "+74957654321").clientCalls(CLIENT, "+74951234567");
      assertEquals(List.of(List.of(), List.of(note(1), note(2))), line.calls().stream().map(Call::routes).toList());
    }
  }

  @Test
  void a_call_that_never_was_has_no_record() {
    assertEquals(Optional.empty(), line.tracker.call(new CallId(new UUID(9, 9))));
    assertEquals(List.of(), line.tracker.flightOf(new CallId(new UUID(9, 9))));
  }
}
