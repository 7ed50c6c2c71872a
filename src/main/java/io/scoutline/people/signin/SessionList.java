package io.scoutline.people.signin;

import io.scoutline.platform.api.SignedIn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Somebody's open sessions as the API shows them; the one that asks is marked. */
public record SessionList(List<Row> items) {

  public record Row(
      long id, Instant createdAt, Instant lastSeenAt, Instant expiresAt, String ip, String userAgent,
      boolean current) {}

  public static SessionList of(List<Session> sessions, Optional<SignedIn> asking) {
    return new SessionList(sessions.stream().map(session -> row(session, asking)).toList());
  }

  private static Row row(Session session, Optional<SignedIn> asking) {
    return new Row(session.id(), session.createdAt(), session.lastSeenAt(), session.expiresAt(), session.ip(),
        session.userAgent(), asking.map(SignedIn::session).filter(Long.toString(session.id())::equals).isPresent());
  }
}
