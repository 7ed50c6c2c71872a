package io.scoutline.clients.directory;

import io.scoutline.clients.DecisionRole;
import io.scoutline.kernel.ContactId;
import java.util.Optional;

/** What the first paint of the card needs of a person at a client. */
public record ContactEntry(ContactId id, String name, Optional<String> position, Optional<DecisionRole> decision) {}
