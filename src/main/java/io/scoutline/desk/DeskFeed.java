package io.scoutline.desk;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import java.util.Optional;

/** Where cards go: to each tab of one person, in order. Called on the owner's context; must not wait. */
public interface DeskFeed {

  void card(Card card);

  /** @param by who took the call instead, when somebody did */
  void closed(PersonId person, CallId call, long version, CloseReason reason, Optional<PersonId> by);
}
