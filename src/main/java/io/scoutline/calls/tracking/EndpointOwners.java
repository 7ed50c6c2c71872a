package io.scoutline.calls.tracking;

import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import java.util.Optional;

/** Whose phone an endpoint is. Asked on the owner's context, so it answers from memory. */
@FunctionalInterface
public interface EndpointOwners {
  Optional<PersonId> ownerOf(PbxName pbx, String endpoint);
}
