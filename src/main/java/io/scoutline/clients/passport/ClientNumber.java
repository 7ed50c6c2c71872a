package io.scoutline.clients.passport;

import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PhoneNumber;
import java.util.Optional;

/** A number in a passport: of a contact, or of the client as a whole when {@code contact} is empty. */
public record ClientNumber(long id, Optional<ContactId> contact, PhoneNumber number, Optional<String> label) {}
