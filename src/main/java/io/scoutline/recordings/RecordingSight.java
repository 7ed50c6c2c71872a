package io.scoutline.recordings;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import java.util.List;
import java.util.Optional;

/**
 * What somebody may know of one recording (P6.8, P16.1). Who took part in its call hears it; so do whoever leads a
 * participant's team, supervisors, whose work is reviewing (P1), and heads. An admin sees that it is there, for
 * links, faults and retention, and does not hear it. A recording without a call has no participants. Anybody else is
 * told that there is no such recording.
 */
public enum RecordingSight {
  NOTHING,
  ROW,
  SOUND;

  /** Somebody of ours who spoke in the call or placed it, with the team they are in today. */
  public record Participant(PersonId person, Optional<TeamId> team) {}

  public static RecordingSight of(Actor actor, List<Participant> participants) {
    boolean tookPart = participants.stream().anyMatch(one -> one.person().equals(actor.person()));
    List<TeamId> teams = participants.stream().flatMap(one -> one.team().stream()).toList();
    if (tookPart || actor.reviews(teams)) {
      return SOUND;
    }
    return actor.is(Role.ADMIN) ? ROW : NOTHING;
  }
}
