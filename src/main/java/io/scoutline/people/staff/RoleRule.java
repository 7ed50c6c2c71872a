package io.scoutline.people.staff;

import io.scoutline.kernel.Role;
import java.util.EnumSet;
import java.util.Set;

/** Which roles one person should not have together (P1): who researches does not also sell from it. */
public final class RoleRule {

  private static final Set<Role> SELLING = EnumSet.of(Role.SCOUT, Role.MANAGER);

  /** The roles among these that go against being a researcher; empty when the combination is sound. */
  public static Set<Role> conflicts(Set<Role> roles) {
    var against = EnumSet.noneOf(Role.class);
    if (roles.contains(Role.RESEARCHER)) {
      against.addAll(SELLING);
      against.retainAll(roles);
    }
    return against;
  }

  private RoleRule() {}
}
