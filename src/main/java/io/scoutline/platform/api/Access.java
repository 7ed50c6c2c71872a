package io.scoutline.platform.api;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.Role;
import io.scoutline.platform.wire.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Who may call an operation or follow a topic (P16.1). Which rows they may see is the feature's own check. */
public sealed interface Access {

  /** Also somebody who is not signed in. */
  record Anyone() implements Access {}

  record SignedIn() implements Access {}

  record Roles(Set<Role> roles) implements Access {
    public Roles {
      roles = Set.copyOf(roles);
      if (roles.isEmpty()) {
        throw new IllegalArgumentException("an operation for no role at all");
      }
    }
  }

  /**
   * No person: a machine that shows a token (RFC 6750), and whom no session opens. Which rows a token opens is the
   * feature's own check.
   *
   * @param known whether anybody has this token; compares in constant time
   */
  record Bearer(Predicate<String> known) implements Access {

    /** @throws Problem 401 for no token or one that nobody has */
    void requireToken(Optional<String> token) {
      if (token.filter(known).isEmpty()) {
        throw Problem.of(401, "token", "The token is missing, or nobody has it.")
            .withHeader("WWW-Authenticate", "Bearer");
      }
    }
  }

  static Access anyone() {
    return new Anyone();
  }

  static Access signedIn() {
    return new SignedIn();
  }

  static Access roles(Role first, Role... more) {
    var roles = new java.util.HashSet<>(Set.of(more));
    roles.add(first);
    return new Roles(roles);
  }

  static Access bearer(Predicate<String> known) {
    return new Bearer(known);
  }

  default boolean allows(Optional<Actor> actor) {
    return switch (this) {
      case Anyone() -> true;
      case SignedIn() -> actor.isPresent();
      case Roles(Set<Role> roles) -> actor.isPresent() && actor.get().roles().stream().anyMatch(roles::contains);
      case Bearer _ -> false;
    };
  }

  /** @throws Problem 401 for nobody, 403 for the wrong role */
  default void require(Optional<Actor> actor) {
    if (allows(actor)) {
      return;
    }
    throw actor.isEmpty()
        ? Problem.signedOut()
        : Problem.forbidden("role", "Your role does not include this. Ask an administrator if it should.");
  }
}
