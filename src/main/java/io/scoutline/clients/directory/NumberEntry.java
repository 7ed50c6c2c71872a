package io.scoutline.clients.directory;

import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PhoneNumber;
import java.util.Optional;

/** A number of a client: of one of its contacts, or of the client as a whole when {@code contact} is empty. */
public record NumberEntry(PhoneNumber number, Optional<ContactId> contact) {}
