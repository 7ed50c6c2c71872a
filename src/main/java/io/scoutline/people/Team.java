package io.scoutline.people;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.TeamId;
import java.util.Optional;

/** People who work under one head (P1); the line manager answers for the channel the team works in. */
public record Team(TeamId id, String name, Optional<PersonId> head, Optional<PersonId> lineManager, long version) {

  /** Whether this person answers for the team as its head or line manager. */
  public boolean isLedBy(PersonId person) {
    return isHeadedBy(person) || lineManager.filter(person::equals).isPresent();
  }

  public boolean isHeadedBy(PersonId person) {
    return head.filter(person::equals).isPresent();
  }
}
