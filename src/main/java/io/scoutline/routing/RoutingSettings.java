package io.scoutline.routing;

import java.time.Duration;

/**
 * What an installation can choose about routing.
 *
 * @param open when calls are taken; outside it only people who are on a shift of their own are rung
 * @param ringPerson how long one person's phone rings
 * @param ringTeam how long a team's phones ring
 * @param lastSpokeWithin how long ago the scout may have spoken to a client without owner
 * @param mostAtOnce how many phones of a team ring at once; the dialplan takes twenty
 */
public record RoutingSettings(OpeningHours open, Duration ringPerson, Duration ringTeam, Duration lastSpokeWithin,
    int mostAtOnce) {

  public RoutingSettings {
    if (mostAtOnce < 1 || mostAtOnce > 20) {
      throw new IllegalArgumentException("between 1 and 20 phones ring at once, not " + mostAtOnce);
    }
  }

  public static RoutingSettings usual(OpeningHours open) {
    return new RoutingSettings(open, Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofDays(30), 10);
  }
}
