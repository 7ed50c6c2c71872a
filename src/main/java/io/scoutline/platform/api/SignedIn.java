package io.scoutline.platform.api;

import io.scoutline.kernel.Actor;

/**
 * A living session.
 *
 * @param session identifies it among the person's sessions; not the secret of the cookie
 * @param csrfToken what {@code X-CSRF-Token} must be on everything that changes
 */
public record SignedIn(String session, Actor actor, String csrfToken) {

  @Override
  public String toString() {
    return "session of person " + actor.person();
  }
}
