package io.scoutline.clients.search;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.TeamId;
import java.util.Set;

/** Which clients a person may list and search (P16.1, P8.8). */
public sealed interface Scope {

  /** The whole base. */
  record Whole() implements Scope {}

  /**
   * A part of it.
   *
   * @param own whose clients: owned, as second person, or to be won by
   * @param unowned also those without an owner
   * @param teams also those owned or to be won by people of these teams
   */
  record Part(PersonId own, boolean unowned, Set<TeamId> teams) implements Scope {
    public Part {
      teams = Set.copyOf(teams);
    }
  }

  /** Nothing to list: only single clients that come up in this person's work (P1: cannot browse the base). */
  record OneByOne() implements Scope {}
}
