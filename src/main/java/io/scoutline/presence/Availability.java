package io.scoutline.presence;

import java.time.Instant;
import java.util.Optional;

/** Whether a person takes calls, by their own word; kept over sign-out and restart. */
public record Availability(boolean away, Optional<String> reason, Instant since) {}
