package io.scoutline.platform.api;

import io.scoutline.kernel.Actor;
import io.scoutline.platform.wire.Problem;

/**
 * A living session.
 *
 * @param session identifies it among the person's sessions; not the secret of the cookie
 * @param csrfToken what {@code X-CSRF-Token} must be on everything that changes
 * @param passwordDue whether this person has yet to choose a password of their own, and may do little else (P16.2)
 */
public record SignedIn(String session, Actor actor, String csrfToken, boolean passwordDue) {

  public SignedIn(String session, Actor actor, String csrfToken) {
    this(session, actor, csrfToken, false);
  }

  /** @throws Problem 403 when a password of their own is due */
  public SignedIn withOwnPassword() {
    if (passwordDue) {
      throw Problem.forbidden("password_change_due", "Your password was given to you by somebody else."
          + " Nothing was done; choose your own first.");
    }
    return this;
  }

  @Override
  public String toString() {
    return "session of person " + actor.person();
  }
}
