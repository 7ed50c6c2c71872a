package io.scoutline.desk;

import java.time.Instant;
import java.util.Optional;

/** What a person has typed about a call so far; {@code version} is zero before anything was saved. */
public record Draft(String text, int version, Optional<Instant> savedAt) {

  static final Draft NONE = new Draft("", 0, Optional.empty());

  /** What one person typed about two calls that turned out to be one (P2.1). */
  Draft joinedBy(Draft later) {
    return new Draft(text.isBlank() ? later.text : text + "\n" + later.text,
        Math.max(version, later.version) + 1, later.savedAt);
  }
}
