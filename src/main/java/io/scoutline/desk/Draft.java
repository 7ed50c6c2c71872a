package io.scoutline.desk;

import java.time.Instant;
import java.util.Optional;

/** What a person has typed about a call so far; {@code version} is zero before anything was saved. */
public record Draft(String text, int version, Optional<Instant> savedAt) {

  static final Draft NONE = new Draft("", 0, Optional.empty());
}
