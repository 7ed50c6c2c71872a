package io.scoutline.desk;

import io.scoutline.calls.Origin;
import io.scoutline.calls.RouteNote;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A client's card at one person during a call: what the first paint needs, in one message (P3.2). {@code version}
 * grows with each change of what is shown, over a restart too, so that a late message is known for stale.
 *
 * @param wrapUpUntil while it waits to be written up, when it goes by itself
 */
public record Card(
    CallId call,
    PersonId person,
    long version,
    CardPhase phase,
    CardRole role,
    Origin origin,
    Instant ringingSince,
    Optional<Instant> answeredAt,
    Optional<Instant> endedAt,
    Optional<Instant> wrapUpUntil,
    Subject subject,
    Optional<RouteNote> route,
    Draft draft,
    List<EarlierNote> earlierNotes,
    Optional<JsonObject> detail) {

  /** What somebody else wrote about this call before it came here (P3.4). */
  public record EarlierNote(PersonId by, String text) {}

  public Card {
    earlierNotes = List.copyOf(earlierNotes);
  }

  boolean showsSameAs(Card other) {
    return withVersion(other.version).equals(other);
  }

  Card withVersion(long newVersion) {
    return new Card(call, person, newVersion, phase, role, origin, ringingSince, answeredAt, endedAt, wrapUpUntil,
        subject, route, draft, earlierNotes, detail);
  }

  Card withDetail(JsonObject newDetail) {
    return new Card(call, person, version, phase, role, origin, ringingSince, answeredAt, endedAt, wrapUpUntil,
        subject, route, draft, earlierNotes, Optional.of(newDetail));
  }
}
