package io.scoutline.pbx.asterisk.ami;

import java.time.Duration;

/**
 * How patient a link is.
 *
 * @param connect how long the address may take to accept
 * @param response how long an answer to one action may take
 * @param ping how often the PBX is asked whether it is there
 * @param silence after how long without a byte the connection counts as dead; longer than two pings
 * @param resync how often all channels are listed (P2.5)
 * @param firstRetry how long the link waits after a first failure; doubled with each further one
 * @param longestRetry where the doubling ends for a PBX that answers and does not let us in
 */
public record LinkTiming(Duration connect, Duration response, Duration ping, Duration silence, Duration resync,
    Duration firstRetry, Duration longestRetry) {

  public static final LinkTiming USUAL = new LinkTiming(Duration.ofSeconds(2), Duration.ofSeconds(5),
      Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMillis(500),
      Duration.ofSeconds(30));
}
