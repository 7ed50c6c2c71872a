package io.scoutline.people;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody with an account (P1). A person is never deleted, for their calls stay; who has left is not {@code active},
 * cannot sign in and is no longer found by phone. {@code version} grows with each change.
 */
public record Person(
    PersonId id, String name, String login, Set<Role> roles, Optional<TeamId> team, Language language, Theme theme,
    boolean singleKeys, boolean active, long version) {

  public Person {
    roles = Set.copyOf(roles);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  public boolean ownsClients() {
    return roles.stream().anyMatch(Role::ownsClients);
  }
}
