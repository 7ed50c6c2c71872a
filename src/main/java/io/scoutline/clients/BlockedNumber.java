package io.scoutline.clients;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/** A number whose calls are refused or sent to voicemail (P4.4). */
public record BlockedNumber(PhoneNumber number, String reason, Optional<PersonId> by, Instant at) {}
