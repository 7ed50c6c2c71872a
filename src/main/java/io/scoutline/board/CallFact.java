package io.scoutline.board;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallRules;
import io.scoutline.calls.Direction;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.Ending;
import io.scoutline.calls.Leg;
import io.scoutline.calls.ParticipantOutcome;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One finished call as counting sees it, from the side of one person (P7.2). */
public record CallFact(CallId call, PersonId person, Instant startedAt, Direction direction, boolean external,
    Optional<String> number, boolean placed, ParticipantOutcome outcome, Disposition disposition, Duration rang,
    Duration talked) {

  public boolean answered() {
    return outcome == ParticipantOutcome.ANSWERED && disposition == Disposition.ANSWERED;
  }

  /** What a finished call is for each of those who took part; empty while it is open. */
  static List<CallFact> of(Call call) {
    Optional<Ending> ending = call.ending();
    return ending.isEmpty() ? List.of()
        : call.people().stream().map(person -> of(call, person, ending.get())).toList();
  }

  private static CallFact of(Call call, PersonId person, Ending ending) {
    boolean placed = call.origin().direction() != Direction.INBOUND
        && call.leg(call.linkedids().getFirst()).flatMap(Leg::person).filter(person::equals).isPresent();
    Instant until = call.answeredAt().orElse(ending.at());
    Duration rang = Duration.between(call.startedAt(), until);
    return new CallFact(call.id(), person, call.startedAt(), call.origin().direction(), call.isExternal(),
        call.origin().outside().outside().map(number -> number.e164()), placed, CallRules.outcomeFor(call, person),
        ending.disposition(), rang.isNegative() ? Duration.ZERO : rang, call.talkTime(person, ending.at()));
  }
}
