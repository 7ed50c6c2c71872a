package io.scoutline.desk;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Who may still say with which client a call was that has left the desks (P3.3, P16.1). Who took part may on the
 * business day of the call, and while it waits among their unwritten ones: by then figures, history and promises rest
 * on it. Whoever reviews it puts right what was named wrongly at any time: heads, supervisors, and those who lead the
 * team of somebody who took part. Pure.
 */
enum NamingRight {
  /** To this person there is no such call. */
  NOT_THEIRS,
  TOO_LATE,
  OPEN;

  /** How long a call waits to be written up after its card has gone. */
  static final Duration UNWRITTEN_FOR = Duration.ofDays(3);

  /**
   * A call by its row.
   *
   * @param people who took part, be it that it only rang
   * @param teams in which they are today
   * @param writtenUp who of them has written it up
   */
  record Past(Instant startedAt, Set<PersonId> people, Set<TeamId> teams, Set<PersonId> writtenUp) {}

  static NamingRight of(Actor actor, Past call, Instant now, BusinessZone zone) {
    if (actor.reviews(call.teams())) {
      return OPEN;
    }
    if (!call.people().contains(actor.person())) {
      return NOT_THEIRS;
    }
    boolean sameDay = zone.dayOf(call.startedAt()).equals(zone.dayOf(now));
    boolean waits = !call.writtenUp().contains(actor.person()) && call.startedAt().plus(UNWRITTEN_FOR).isAfter(now);
    return sameDay || waits ? OPEN : TOO_LATE;
  }
}
