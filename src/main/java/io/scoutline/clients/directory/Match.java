package io.scoutline.clients.directory;

import java.util.List;
import java.util.Optional;

/** Whom a number belongs to. Ambiguity is shown, never guessed away (P3.3, pain 12). */
public sealed interface Match {

  /**
   * One client.
   *
   * @param contact the person, when the number is theirs alone
   * @param choices the people at this client whom it may be, when the number does not tell: a switchboard
   */
  record Known(ClientEntry client, Optional<ContactEntry> contact, List<ContactEntry> choices) implements Match {
    public Known {
      choices = List.copyOf(choices);
    }
  }

  /**
   * Several clients share the number.
   *
   * @param choices each client, with the people it may be
   * @param more whether there are more clients than the {@value Directory#MOST_CHOICES} listed
   */
  record Ambiguous(List<Known> choices, boolean more) implements Match {
    public Ambiguous {
      choices = List.copyOf(choices);
    }
  }

  /** In nobody's passport. */
  record Unknown() implements Match {}
}
