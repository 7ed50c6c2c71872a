package io.scoutline.kernel;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;

/**
 * Who is asking: the signed-in person with the roles and teams that decide what they may do and see (P16.1).
 * {@code team} is the person's own team, zero when there is none; {@code leads} the teams they are head or
 * line manager of.
 */
public record Actor(PersonId person, Set<Role> roles, long team, Set<TeamId> leads) {

  public Actor {
    roles = Set.copyOf(roles);
    leads = Set.copyOf(leads);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  public boolean isAnyOf(Role... wanted) {
    return Arrays.stream(wanted).anyMatch(roles::contains);
  }

  /** Whether everybody's work is this person's to look at: heads, admins, and supervisors, whose work that is (P1). */
  public boolean looksAtEverybody() {
    return seesWholeCompany() || is(Role.SUPERVISOR);
  }

  /**
   * Whether this person reviews the work of people in these teams: heads and supervisors all, others in the teams they
   * lead. An admin looks after everything and reviews nothing.
   */
  public boolean reviews(Collection<TeamId> teams) {
    return isAnyOf(Role.HEAD, Role.SUPERVISOR) || teams.stream().anyMatch(leads::contains);
  }

  /** Whether every row of the company is open to this person: heads and admins. */
  public boolean seesWholeCompany() {
    return isAnyOf(Role.HEAD, Role.ADMIN);
  }
}
