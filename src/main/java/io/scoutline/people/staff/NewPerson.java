package io.scoutline.people.staff;

import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.Language;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody to be given an account.
 *
 * @param password empty: cannot sign in until one is set
 * @param roleException why roles that P1 keeps apart are combined; only a head may give this reason
 */
public record NewPerson(
    String name, String login, Set<Role> roles, Optional<TeamId> team, Language language, Optional<String> password,
    Optional<String> roleException) {

  @Override
  public String toString() {
    return "NewPerson " + login;
  }
}
