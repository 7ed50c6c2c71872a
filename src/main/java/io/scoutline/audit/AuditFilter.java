package io.scoutline.audit;

import io.scoutline.kernel.PersonId;
import java.util.Optional;

/** Which entries are asked for; what is empty is not asked about. */
record AuditFilter(Optional<PersonId> actor, Optional<String> action, Optional<String> subject) {}
