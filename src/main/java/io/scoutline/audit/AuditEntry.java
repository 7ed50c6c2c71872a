package io.scoutline.audit;

import io.scoutline.kernel.PersonId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One thing somebody did (P16.4). {@code actor} is empty for the server itself and for whoever was not signed in;
 * {@code subject} says what it was done to: {@code person:12}, {@code recording:0197…}.
 */
public record AuditEntry(
    long id, Instant at, Optional<PersonId> actor, String action, String subject, Map<String, Object> detail) {}
