package io.scoutline.routing;

import io.scoutline.clients.directory.Match;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.Duty;
import io.scoutline.presence.PersonPresence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the rules of routing look at: memory only, of one moment, so that nothing here makes a caller wait. */
public interface RoutingView {

  Match lookup(PhoneNumber number);

  boolean isBlocked(PhoneNumber number);

  /** Whether every client has been read; until then an unknown number may be a client's. */
  boolean isFilled();

  /** Whether somebody still works here. */
  boolean isActive(PersonId person);

  Duty dutyOf(PersonId person, Instant at);

  /** Who stands in for somebody who is absent at that moment. */
  Optional<PersonId> deputyOf(PersonId person, Instant at);

  PersonPresence presenceOf(PersonId person);

  /** The extension of a phone of theirs at that PBX that could be rung. */
  Optional<String> extensionOf(PersonId person, PbxName pbx);

  Optional<TeamId> teamOf(PersonId person);

  /** Those of the team whose work it is to take clients' calls. */
  List<PersonId> callTakersOf(TeamId team);
}
