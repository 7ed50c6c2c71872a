package io.scoutline.audit;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Sql;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The record of who did what (P16.4). Entries are added and never changed. An action is two words such as
 * {@code session.ended}, a subject the kind and id of what it was done to, such as {@code person:12}; the detail
 * holds what is needed to understand the entry later, never a password, a token or the words of a conversation. Its
 * values are what JSON knows: texts, numbers, truth values, lists and maps of those.
 *
 * <p>Given the {@link Sql} of a transaction, an entry stands exactly when the change it tells of stands; given the
 * database itself, it stands when the method returns. Called where {@link Sql} may wait.
 */
public final class AuditLog {

  private final AuditStore store = new AuditStore();
  private final InstantSource clock;

  public AuditLog(InstantSource clock) {
    this.clock = clock;
  }

  /** What a signed-in person did. */
  public void record(Sql sql, Actor actor, String action, String subject, Map<String, ?> detail) {
    record(sql, Optional.of(actor.person()), action, subject, detail);
  }

  /** What the server did by itself, or somebody who is not signed in ({@code actor} empty). */
  public void record(Sql sql, Optional<PersonId> actor, String action, String subject, Map<String, ?> detail) {
    store.add(sql, clock.instant(), actor, action, subject, detail);
  }

  /** The newest first, those with a smaller id than {@code before}. */
  List<AuditEntry> page(Sql sql, AuditFilter filter, long before, int atMost) {
    return store.page(sql, filter, before, atMost);
  }
}
