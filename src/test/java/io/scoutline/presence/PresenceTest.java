package io.scoutline.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.tracking.CallTracker;
import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.DeviceState;
import io.scoutline.pbx.PbxEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** P4.1, pain 1: what a person is doing, and that it ends. */
class PresenceTest {

  private static final PbxName PBX = new PbxName("main");
  private static final PersonId ANNA = new PersonId(1);
  private static final CallId EARLIER = new CallId(new UUID(0, 0));
  private static final CallId CALL = new CallId(new UUID(0, 1));
  private static final ChannelRef CLIENT = new ChannelRef("1.1", "1.1", "PJSIP/trunk-00000001");
  private static final ChannelRef PHONE = new ChannelRef("1.2", "1.1", "PJSIP/101-00000002");

  private Instant now = Instant.parse("2026-11-21T09:00:00Z");
  private final Clock clock = new MovingClock();
  private final WrapUps wrapUps = new WrapUps(Duration.ofSeconds(60), clock);
  private final Presence presence = new Presence(clock, wrapUps,
      _ -> List.of(new Presence.Phone(PBX, "PJSIP/101")));
  private final CallTracker tracker = new CallTracker(PBX,
      new PbxSite(Set.of("PJSIP/trunk"), Set.of("scoutline-incoming"), "RU"),
      (_, endpoint) -> endpoint.equals("PJSIP/101") ? Optional.of(ANNA) : Optional.empty(), () -> new UUID(0, 1));

  private final class MovingClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private void say(PbxEvent event) {
    tracker.apply(event).forEach(presence::on);
  }

  private PresenceState state() {
    return presence.snapshot().of(ANNA).state();
  }

  private void talk() {
    say(new PbxEvent.ChannelCreated(now, CLIENT, ChannelState.RING, "+74951234567", "", "scoutline-incoming", "1"));
    say(new PbxEvent.ChannelCreated(now, PHONE, ChannelState.DOWN, "", "", "scoutline-internal", ""));
    say(new PbxEvent.ChannelStateChanged(now, PHONE, ChannelState.RINGING));
    assertEquals(PresenceState.RINGING, state());
    say(new PbxEvent.BridgeEntered(now, PHONE, "b"));
    say(new PbxEvent.BridgeEntered(now, CLIENT, "b"));
    assertEquals(PresenceState.TALKING, state());
    now = now.plusSeconds(30);
    say(new PbxEvent.ChannelEnded(now, PHONE, 16, ""));
    say(new PbxEvent.ChannelEnded(now, CLIENT, 16, ""));
  }

  @Test
  void a_conversation_is_followed_by_wrap_up_which_ends_by_being_written_up() {
    talk();
    wrapUps.begin(CALL, ANNA);
    assertEquals(PresenceState.WRAP_UP, state());
    assertEquals(Optional.of(CALL), presence.snapshot().of(ANNA).call());
    wrapUps.end(CALL, ANNA);
    assertEquals(PresenceState.AVAILABLE, state());
    wrapUps.end(CALL, ANNA);
    assertEquals(PresenceState.AVAILABLE, state(), "written up again, long after");
  }

  @Test
  void whoever_talks_with_the_next_client_is_talking_and_writes_up_the_last_one_afterwards() {
    wrapUps.begin(EARLIER, ANNA); // P4.1
    talk();
    assertEquals(PresenceState.WRAP_UP, state());
    assertEquals(Optional.of(EARLIER), presence.snapshot().of(ANNA).call());
  }

  @Test
  void a_late_event_of_a_call_that_is_over_takes_nobody_back_to_wrap_up() {
    talk(); // P2.5
    wrapUps.begin(CALL, ANNA);
    now = now.plusSeconds(61);
    presence.tick();
    wrapUps.end(CALL, ANNA);
    assertEquals(PresenceState.AVAILABLE, state());
    say(new PbxEvent.ChannelRenamed(now, new ChannelRef("1.1", "1.1", "PJSIP/trunk-000000ff"), CLIENT.name()));
    assertEquals(PresenceState.AVAILABLE, state());
  }

  @Test
  void wrap_up_has_a_deadline() {
    talk();
    wrapUps.begin(CALL, ANNA);
    now = now.plusSeconds(59);
    presence.tick();
    assertEquals(PresenceState.WRAP_UP, state());
    now = now.plusSeconds(2);
    presence.tick();
    assertEquals(PresenceState.AVAILABLE, state());
  }

  @Test
  void wrap_up_lasts_as_long_as_the_desk_gives_and_no_longer() {
    talk();
    wrapUps.begin(CALL, ANNA);
    wrapUps.extend(CALL, ANNA, Duration.ofMinutes(2));
    now = now.plusSeconds(179);
    presence.tick();
    assertEquals(PresenceState.WRAP_UP, state());
    now = now.plusSeconds(1);
    presence.tick();
    assertEquals(PresenceState.AVAILABLE, state());
  }

  @Test
  void nobody_stays_in_a_call_that_the_pbx_no_longer_has() {
    say(new PbxEvent.ChannelCreated(now, CLIENT, ChannelState.RING, "+74951234567", "", "scoutline-incoming", "1"));
    say(new PbxEvent.ChannelCreated(now, PHONE, ChannelState.RINGING, "", "", "scoutline-internal", ""));
    assertFalse(presence.snapshot().isFree(ANNA));
    say(new PbxEvent.ResyncAsked(now));
    say(new PbxEvent.Resynced(now, List.of())); // pain 1: opensips#3123, freeswitch#1973
    assertTrue(presence.snapshot().isFree(ANNA));
  }

  @Test
  void whoever_is_away_by_their_own_word_gets_no_calls_until_they_say_otherwise() {
    presence.setAvailability(ANNA, new Availability(true, Optional.of("lunch"), now));
    assertEquals(PresenceState.AWAY, state());
    presence.setAvailability(ANNA, new Availability(false, Optional.empty(), now));
    assertEquals(PresenceState.AVAILABLE, state());
  }

  @Test
  void a_person_whose_only_phone_is_not_registered_is_offline_until_it_is() {
    presence.know(ANNA);
    presence.on(PBX, new PbxEvent.DeviceChanged(now, "PJSIP/101", DeviceState.UNAVAILABLE));
    assertEquals(PresenceState.OFFLINE, state());
    presence.on(PBX, new PbxEvent.DeviceChanged(now, "PJSIP/101", DeviceState.NOT_INUSE));
    assertEquals(PresenceState.AVAILABLE, state());
  }

  @Test
  void a_phone_that_rings_and_talks_changes_nothing_that_a_call_does_not_tell() {
    presence.know(ANNA);
    PresenceSnapshot before = presence.snapshot();
    for (DeviceState state : List.of(DeviceState.NOT_INUSE, DeviceState.RINGING, DeviceState.INUSE)) {
      presence.on(PBX, new PbxEvent.DeviceChanged(now, "PJSIP/101", state));
    }
    assertSame(before, presence.snapshot()); // P3.1: fifty calls a second over two hundred people
  }

  @Test
  void a_phone_that_is_given_to_somebody_is_seen_within_a_second() {
    var phones = new ArrayList<Presence.Phone>();
    var later = new Presence(clock, wrapUps, _ -> List.copyOf(phones));
    later.know(ANNA);
    assertEquals(PresenceState.OFFLINE, later.snapshot().of(ANNA).state());
    phones.add(new Presence.Phone(PBX, "PJSIP/101"));
    later.tick();
    assertEquals(PresenceState.AVAILABLE, later.snapshot().of(ANNA).state());
  }
}
