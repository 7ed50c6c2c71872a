package io.scoutline.board;

import io.scoutline.calls.Direction;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.ParticipantOutcome;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Finished calls of one person, as counting sees them; each to a number of its own. */
final class Facts {

  static final Instant MORNING = Instant.parse("2026-11-20T07:00:00Z");

  static CallFact outbound(int call, Duration after, boolean answered) {
    return fact(call, after, Direction.OUTBOUND, true, true,
        answered ? ParticipantOutcome.ANSWERED : ParticipantOutcome.NOT_REACHED,
        answered ? Disposition.ANSWERED : Disposition.NO_ANSWER);
  }

  static CallFact inbound(int call, Duration after, ParticipantOutcome outcome) {
    return fact(call, after, Direction.INBOUND, true, false, outcome,
        outcome == ParticipantOutcome.MISSED ? Disposition.NO_ANSWER : Disposition.ANSWERED);
  }

  static CallFact internal(int call, Duration after) {
    return fact(call, after, Direction.INTERNAL, false, true, ParticipantOutcome.ANSWERED, Disposition.ANSWERED);
  }

  private static CallFact fact(int call, Duration after, Direction direction, boolean external, boolean placed,
      ParticipantOutcome outcome, Disposition disposition) {
    Duration talked = outcome == ParticipantOutcome.ANSWERED ? Duration.ofSeconds(30) : Duration.ZERO;
    return new CallFact(new CallId(new UUID(0, call)), new PersonId(1), MORNING.plus(after), direction, external,
        Optional.of("+7495" + (1_000_000 + call)), placed, outcome, disposition, Duration.ofSeconds(9), talked);
  }

  private Facts() {}
}
