package io.scoutline.board;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How many calls a day are wanted (P7.1): fewer is too little, more means empty calls. Of a role, or of one person,
 * whose own comes first; of several the latest that has begun.
 */
public record Norm(long id, Optional<Role> role, Optional<PersonId> person, int least, int most, LocalDate validFrom) {

  /** The shift for which a norm is meant; shorter ones scale it down. */
  public static final Duration WHOLE_DAY = Duration.ofHours(8);

  /** What is wanted of somebody on one day. */
  public record Band(int min, int max) {}

  /** Whether the norm is this person's by name or by role on that day. */
  private boolean isFor(PersonId who, Set<Role> roles, LocalDate day) {
    boolean theirs = person.filter(who::equals).isPresent() || role.filter(roles::contains).isPresent();
    return theirs && !validFrom.isAfter(day);
  }

  /** The norm in force for somebody on a day. */
  static Optional<Norm> of(List<Norm> norms, PersonId who, Set<Role> roles, LocalDate day) {
    return norms.stream().filter(norm -> norm.isFor(who, roles, day))
        .max(Comparator.comparing((Norm norm) -> norm.person().isPresent()).thenComparing(Norm::validFrom)
            .thenComparing(Norm::least));
  }

  /** The band for a shift of this length. */
  Band bandFor(Duration shift) {
    double part = shift.isZero() ? 1 : Math.min(1.0, (double) shift.toMillis() / WHOLE_DAY.toMillis());
    return new Band((int) Math.round(least * part), (int) Math.round(most * part));
  }
}
