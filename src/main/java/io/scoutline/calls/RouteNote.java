package io.scoutline.calls;

import io.scoutline.kernel.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What routing answered when the PBX asked, kept with the call (P4.2).
 *
 * @param kind what the PBX was told to do
 * @param reason the code of the step that decided
 * @param steps what was considered, in order
 */
public record RouteNote(Instant at, int attempt, RouteKind kind, String reason, List<Step> steps,
    List<PersonId> targets) {

  public RouteNote {
    steps = List.copyOf(steps);
    targets = List.copyOf(targets);
  }

  /** One thing that was considered: a code that the pages translate and the person it is about. */
  public record Step(String code, Optional<PersonId> person) {}
}
