package io.scoutline.calls;

import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.DialStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One channel's part in a call. {@code stays} are its times in bridges, {@code hold} those in which this leg had the
 * other side on hold. {@code person} is whoever the device belonged to when the leg began. What it knows never goes
 * back: a later word only adds what was missing.
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
    List<Stay> stays,
    List<Span> hold,
    Optional<DialStatus> dialStatus,
    int cause,
    boolean endEstimated) {

  /** How far apart the PBX's word over the link and its record of the same moment can be. */
  private static final Duration CLOCKS_APART = Duration.ofMillis(100);

  public static Leg begun(String uniqueid, String channel, String endpoint, LegSide side, Optional<PersonId> person,
      Instant at) {
    return new Leg(uniqueid, channel, endpoint, side, person, LegState.CREATED, at, Optional.empty(),
        Optional.empty(), Optional.empty(), List.of(), List.of(), Optional.empty(), 0, false);
  }

  public boolean isOpen() {
    return state != LegState.ENDED;
  }

  /** The latest moment of which something is known. */
  Instant lastSeen() {
    return Stream.of(Stream.of(createdAt), ringingAt.stream(), answeredAt.stream(), endedAt.stream(),
        Stream.concat(stays.stream().map(Stay::span), hold.stream())
            .flatMap(span -> Stream.concat(Stream.of(span.from()), span.to().stream())))
        .flatMap(moments -> moments).max(Instant::compareTo).orElseThrow();
  }

  public boolean isHolding() {
    return isOpen() && Span.anyOpen(hold);
  }

  public Duration holdTime(Instant now) {
    return Span.total(hold, now);
  }

  public boolean isIn(String bridge) {
    return stays.stream().anyMatch(stay -> stay.bridge().equals(bridge) && stay.isOpen());
  }

  public Leg renamed(String name, String newEndpoint) {
    return new Leg(uniqueid, name, newEndpoint, side, person, state, createdAt, ringingAt, answeredAt, endedAt, stays,
        hold, dialStatus, cause, endEstimated);
  }

  public Leg ringing(Instant at) {
    return ringingAt.isPresent() ? this
        : reached(LegState.RINGING, Optional.of(at), answeredAt);
  }

  public Leg up(Instant at) {
    return answeredAt.isPresent() ? this : reached(LegState.UP, ringingAt, Optional.of(at));
  }

  private Leg reached(LegState reached, Optional<Instant> rangAt, Optional<Instant> upAt) {
    LegState further = state.compareTo(reached) >= 0 ? state : reached;
    return new Leg(uniqueid, channel, endpoint, side, person, further, createdAt, rangAt, upAt, endedAt, stays, hold,
        dialStatus, cause, endEstimated);
  }

  public Leg entered(String bridge, Instant at) {
    return staying(Stay.entered(stays, bridge, at, endedAt));
  }

  public Leg left(String bridge, Instant at) {
    return staying(Stay.left(stays, bridge, at));
  }

  private Leg staying(List<Stay> next) {
    return next == stays ? this : new Leg(uniqueid, channel, endpoint, side, person, state, createdAt, ringingAt,
        answeredAt, endedAt, next, hold, dialStatus, cause, endEstimated);
  }

  public Leg holding(boolean holds, Instant at) {
    List<Span> next = holds && isOpen() ? Span.opened(hold, at) : Span.closed(hold, at);
    return next == hold ? this : new Leg(uniqueid, channel, endpoint, side, person, state, createdAt, ringingAt,
        answeredAt, endedAt, stays, next, dialStatus, cause, endEstimated);
  }

  public Leg dialled(DialStatus status) {
    return dialStatus.isPresent() ? this : new Leg(uniqueid, channel, endpoint, side, person, state, createdAt,
        ringingAt, answeredAt, endedAt, stays, hold, Optional.of(status), cause, endEstimated);
  }

  /**
   * With what the PBX's own record of this channel adds (P2.6): all where the link was down in the middle of it,
   * nothing where it was seen whole. An estimated end gives way to an earlier one alone: what is written can be late (a
   * supervisor who listens in delays it, pain 14), but nobody was there after the estimate.
   */
  Leg completedBy(Leg written) {
    if (isSeenWhole(written)) {
      return this;
    }
    boolean better = endEstimated && written.endedAt.filter(at -> !at.isAfter(endedAt.orElseThrow())).isPresent();
    return new Leg(uniqueid, channel, endpoint, side, person, state,
        createdAt.isBefore(written.createdAt) ? createdAt : written.createdAt, ringingAt.or(() -> written.ringingAt),
        written.answeredAt.or(() -> answeredAt), better ? written.endedAt : endedAt,
        written.stays.isEmpty() ? stays : written.stays,
        better ? Span.within(hold, written.endedAt.get()) : hold, dialStatus.or(() -> written.dialStatus),
        better ? written.cause : cause, endEstimated && !better);
  }

  private boolean isSeenWhole(Leg written) {
    boolean begun = !createdAt.isAfter(written.createdAt.plus(CLOCKS_APART));
    boolean answered = answeredAt.isPresent() || written.answeredAt.isEmpty();
    boolean bridged = written.stays.stream().allMatch(stay -> stays.stream().anyMatch(own ->
        own.isNoWorseThan(stay, CLOCKS_APART)));
    boolean dialled = dialStatus.isPresent() || written.dialStatus.isEmpty();
    return begun && answered && bridged && dialled && !endEstimated;
  }

  public Leg ended(Instant at, int withCause, boolean estimated) {
    if (state == LegState.ENDED) {
      return this;
    }
    return new Leg(uniqueid, channel, endpoint, side, person, LegState.ENDED, createdAt, ringingAt, answeredAt,
        Optional.of(at), Stay.ended(stays, at), Span.closed(hold, at), dialStatus, withCause, estimated);
  }
}
