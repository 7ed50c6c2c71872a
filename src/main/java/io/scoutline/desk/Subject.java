package io.scoutline.desk;

import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.directory.ContactEntry;
import io.scoutline.clients.directory.Match;
import io.scoutline.kernel.PersonId;
import java.util.List;
import java.util.Optional;

/** Who a call is with, as far as memory or a person's choice tells (P3.2, P3.3). */
public sealed interface Subject {

  /** @param choices the people of the client whom it may be, when the number does not tell */
  record Known(ClientEntry entry, Optional<ContactEntry> contact, List<ContactEntry> choices) implements Subject {}

  /** A number in nobody's passport: one obligatory question waits (P3.3). */
  record Unknown() implements Subject {}

  /** Several clients share the number; nothing is guessed. */
  record Ambiguous(List<Match.Known> choices, boolean more) implements Subject {}

  /** No number to ask the directory about. */
  record Hidden() implements Subject {}

  /** Nobody outside takes part. @param colleague who of us is at the other end, when it is known */
  record Internal(Optional<PersonId> colleague) implements Subject {}

  default Optional<ClientEntry> client() {
    return this instanceof Known known ? Optional.of(known.entry()) : Optional.empty();
  }
}
