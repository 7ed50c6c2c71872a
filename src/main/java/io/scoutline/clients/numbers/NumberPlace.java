package io.scoutline.clients.numbers;

import java.time.ZoneId;
import java.util.Optional;

/**
 * Where a number is from, for display beside it.
 *
 * @param region in the reader's language; empty when the number does not tell: a mobile number
 * @param zone empty when the number does not tell, or could be in several
 */
public record NumberPlace(Optional<String> region, Optional<ZoneId> zone) {

  public static final NumberPlace UNKNOWN = new NumberPlace(Optional.empty(), Optional.empty());
}
