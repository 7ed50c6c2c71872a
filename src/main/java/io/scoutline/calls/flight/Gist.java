package io.scoutline.calls.flight;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallRules;
import io.scoutline.calls.Direction;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.EndEvidence;
import io.scoutline.calls.Ending;
import io.scoutline.calls.ParticipantOutcome;
import io.scoutline.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a call came to, as far as its row and its counting go: what a replay is held against. Times are in whole
 * milliseconds; those of a call that is open count up to the last that is known of it.
 *
 * @param legs how many channels took part
 */
public record Gist(Direction direction, Optional<Disposition> disposition, Optional<EndEvidence> evidence,
    long lengthMs, long queuedMs, int legs, Optional<Long> answeredBy, List<Part> people) {

  /** One of our people in it (P2.3). */
  public record Part(long person, ParticipantOutcome outcome, long talkMs, long holdMs) {}

  public Gist {
    people = List.copyOf(people);
  }

  public static Gist of(Call call) {
    Instant until = call.ending().map(Ending::at).orElseGet(() -> lastKnown(call));
    return new Gist(call.origin().direction(), call.ending().map(Ending::disposition),
        call.ending().map(Ending::evidence), Duration.between(call.startedAt(), until).toMillis(),
        call.queueTime(until).toMillis(), call.legs().size(), call.answeredBy().map(PersonId::value),
        call.people().stream().map(person -> new Part(person.value(), CallRules.outcomeFor(call, person),
            call.talkTime(person, until).toMillis(), call.holdTime(person, until).toMillis())).toList());
  }

  private static Instant lastKnown(Call call) {
    return call.legs().stream().map(leg -> leg.endedAt().or(leg::answeredAt).or(leg::ringingAt)
        .orElse(leg.createdAt())).max(Instant::compareTo).orElse(call.startedAt());
  }

  /**
   * Whether both tell of the same. What the PBX wrote down by itself closes a call in the server and not in a replay,
   * which has it as events like all others.
   */
  public boolean agreesWith(Gist other) {
    return equals(other) || evidence.equals(Optional.of(EndEvidence.RECORDS)) && equals(new Gist(other.direction,
        other.disposition, evidence, other.lengthMs, other.queuedMs, other.legs, other.answeredBy, other.people));
  }
}
