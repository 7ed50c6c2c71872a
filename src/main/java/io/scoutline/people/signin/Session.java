package io.scoutline.people.signin;

import io.scoutline.kernel.PersonId;
import java.time.Instant;

/**
 * One sign-in on one browser. {@code csrf} is what its pages must send with everything that changes (P16.2);
 * {@code passwordDue} when the person has yet to choose a password of their own.
 */
public record Session(
    long id, PersonId person, Instant createdAt, Instant lastSeenAt, Instant expiresAt, String ip, String userAgent,
    String csrf, boolean passwordDue) {

  @Override
  public String toString() {
    return "Session " + id + " of person " + person;
  }
}
