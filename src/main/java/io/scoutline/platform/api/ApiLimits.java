package io.scoutline.platform.api;

import java.time.Duration;

/**
 * What one address, one person and one request may have, and for how long (P16.2).
 *
 * @param strangersPerAddress requests under way at once, from one address, of the operations that anyone may call;
 *     and as many whose session has yet to be looked up
 * @param requestsPerPerson a second, over time; see {@link PersonLimits}
 * @param bodyWithin how long a JSON body may take to arrive; one that drips holds a place no longer
 * @param uploadWithin the same for a file
 */
public record ApiLimits(int strangersPerAddress, int requestsPerPerson, Duration bodyWithin, Duration uploadWithin) {

  public static final ApiLimits USUAL = new ApiLimits(20, 100, Duration.ofSeconds(15), Duration.ofMinutes(10));
}
