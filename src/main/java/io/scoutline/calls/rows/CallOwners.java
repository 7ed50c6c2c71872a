package io.scoutline.calls.rows;

import io.scoutline.kernel.CallerNumber;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import java.util.Optional;

/** Whose call it is by the number alone; answers from memory. Empty where the number is unknown or ambiguous (P3.3). */
@FunctionalInterface
public interface CallOwners {

  record Attribution(ClientId client, Optional<ContactId> contact) {}

  Optional<Attribution> of(CallerNumber outside);
}
