package io.scoutline.platform.api;

import io.scoutline.platform.database.DatabaseAway;
import java.util.Optional;

/** Knows sessions; the feature that owns accounts provides it. */
@FunctionalInterface
public interface Authenticator {

  /**
   * Called on a virtual thread for each request and connection that carries a session cookie.
   *
   * @param token what {@link Reply#withSession} once set, or anything at all
   * @return empty when there is no such session or it has ended
   * @throws DatabaseAway when it cannot be known now
   */
  Optional<SignedIn> authenticate(String token);

  /**
   * Whether {@link #authenticate} needs no look-up for this token, or did one not long ago and found its session.
   * Called on an event loop; never waits. Only requests whose token is not known take the places of strangers (P16.2).
   */
  default boolean knows(String token) {
    return true;
  }
}
