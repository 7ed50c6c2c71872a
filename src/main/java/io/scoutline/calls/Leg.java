package io.scoutline.calls;

import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.DialStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One channel's part in a call. {@code talk} are the stretches in a bridge with somebody else, {@code hold} those in
 * which this leg had the other side on hold. {@code person} is whoever the device belonged to when the leg began.
 */
public record Leg(
    String uniqueid,
    String channel,
    String endpoint,
    LegSide side,
    Optional<PersonId> person,
    LegState state,
    Instant createdAt,
    Optional<Instant> ringingAt,
    Optional<Instant> answeredAt,
    Optional<Instant> endedAt,
    Optional<String> bridge,
    List<Span> talk,
    List<Span> hold,
    Optional<DialStatus> dialStatus,
    int cause,
    boolean endEstimated) {

  public boolean isOpen() {
    return state != LegState.ENDED;
  }

  /** Whether it spoke with anybody, by now or ever. */
  public boolean hasTalked() {
    return !talk.isEmpty();
  }

  public boolean isHolding() {
    return Span.anyOpen(hold);
  }

  public boolean isTalking() {
    return Span.anyOpen(talk);
  }

  /** Time in conversation: bridged, less what this leg had the other side on hold (P2.3). */
  public Duration talkTime(Instant now) {
    Duration held = Duration.ZERO;
    for (Span stretch : talk) {
      for (Span pause : hold) {
        held = held.plus(stretch.overlap(pause, now));
      }
    }
    return Span.total(talk, now).minus(held);
  }

  public Duration holdTime(Instant now) {
    return Span.total(hold, now);
  }

  Leg renamed(String name, String newEndpoint) {
    return new Leg(uniqueid, name, newEndpoint, side, person, state, createdAt, ringingAt, answeredAt, endedAt, bridge,
        talk, hold, dialStatus, cause, endEstimated);
  }

  Leg ringing(Instant at) {
    if (state.compareTo(LegState.RINGING) >= 0) {
      return this;
    }
    return new Leg(uniqueid, channel, endpoint, side, person, LegState.RINGING, createdAt, Optional.of(at), answeredAt,
        endedAt, bridge, talk, hold, dialStatus, cause, endEstimated);
  }

  Leg up(Instant at) {
    if (state.compareTo(LegState.UP) >= 0) {
      return this;
    }
    return new Leg(uniqueid, channel, endpoint, side, person, LegState.UP, createdAt, ringingAt, Optional.of(at),
        endedAt, bridge, talk, hold, dialStatus, cause, endEstimated);
  }

  Leg inBridge(Optional<String> newBridge) {
    return new Leg(uniqueid, channel, endpoint, side, person, state, createdAt, ringingAt, answeredAt, endedAt,
        newBridge, talk, hold, dialStatus, cause, endEstimated);
  }

  Leg talking(boolean talks, Instant at) {
    List<Span> next = talks ? Span.opened(talk, at) : Span.closed(talk, at);
    return next == talk ? this : new Leg(uniqueid, channel, endpoint, side, person, state, createdAt, ringingAt,
        answeredAt, endedAt, bridge, next, hold, dialStatus, cause, endEstimated);
  }

  Leg holding(boolean holds, Instant at) {
    List<Span> next = holds ? Span.opened(hold, at) : Span.closed(hold, at);
    return next == hold ? this : new Leg(uniqueid, channel, endpoint, side, person, state, createdAt, ringingAt,
        answeredAt, endedAt, bridge, talk, next, dialStatus, cause, endEstimated);
  }

  Leg dialled(DialStatus status) {
    return dialStatus.isPresent() ? this : new Leg(uniqueid, channel, endpoint, side, person, state, createdAt,
        ringingAt, answeredAt, endedAt, bridge, talk, hold, Optional.of(status), cause, endEstimated);
  }

  Leg ended(Instant at, int withCause, boolean estimated) {
    if (state == LegState.ENDED) {
      return this;
    }
    return new Leg(uniqueid, channel, endpoint, side, person, LegState.ENDED, createdAt, ringingAt, answeredAt,
        Optional.of(at), Optional.empty(), Span.closed(talk, at), Span.closed(hold, at), dialStatus, withCause,
        estimated);
  }
}
