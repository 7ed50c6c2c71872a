package io.scoutline.promises;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PromiseId;
import java.time.Instant;
import java.util.Optional;

/**
 * A call that is owed to somebody who called in vain (P3.6); its age counts from the first of {@code times} attempts.
 */
public record Promise(
    PromiseId id, Optional<PersonId> owner, Optional<ClientId> client, String clientName, String number, String caller,
    CallId lastCall, int times, Instant madeAt, Instant lastAt, Optional<Instant> keptAt) {}
