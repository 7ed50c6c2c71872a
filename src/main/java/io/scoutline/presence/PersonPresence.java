package io.scoutline.presence;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import java.time.Instant;
import java.util.Optional;

/**
 * One person's live state and since when; {@code call} is the one it comes from, {@code reason} what they said on
 * going away.
 */
public record PersonPresence(PersonId person, PresenceState state, Instant since, Optional<CallId> call,
    Optional<String> reason) {

  /** Since when, if anything was heard of this person. */
  public Optional<Instant> knownSince() {
    return Optional.of(since).filter(Instant.EPOCH::isBefore);
  }

  /** Whether a call may be sent to this person now (P4.1). */
  public boolean isFree() {
    return state == PresenceState.AVAILABLE;
  }
}
