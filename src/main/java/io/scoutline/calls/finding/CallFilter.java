package io.scoutline.calls.finding;

import io.scoutline.calls.Disposition;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import java.time.LocalDate;
import java.util.Optional;

/** Which calls are wanted, the newest first, from the one after {@code before}. */
public record CallFilter(Optional<PersonId> person, Optional<ClientId> client, Optional<LocalDate> day,
    Optional<Disposition> disposition, Optional<CallId> before, int limit) {}
