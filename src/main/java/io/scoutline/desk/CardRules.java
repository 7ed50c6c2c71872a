package io.scoutline.desk;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallRules;
import io.scoutline.calls.Direction;
import io.scoutline.calls.Leg;
import io.scoutline.calls.LegState;
import io.scoutline.kernel.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a call is on a person's screen, and as what. Pure. */
final class CardRules {

  /** How the card of this person stands if they have not done with it; empty when it has no place on their screen. */
  static Optional<CardPhase> phaseOf(Call call, PersonId person) {
    List<Leg> own = call.legsOf(person).toList();
    if (own.stream().anyMatch(leg -> call.isTalking(leg) && leg.isHolding())) {
      return Optional.of(CardPhase.HELD);
    }
    if (own.stream().anyMatch(call::isTalking)) {
      return Optional.of(CardPhase.TALKING);
    }
    boolean placed = placed(call, person);
    boolean rings = own.stream().anyMatch(leg -> leg.state() == LegState.RINGING
        || leg.state() == LegState.UP || placed && leg.isOpen());
    if (rings) {
      return Optional.of(spoke(call, own) ? CardPhase.TALKING : CardPhase.RINGING);
    }
    boolean toWriteUp = spoke(call, own) && call.isExternal() && own.stream().noneMatch(Leg::isOpen);
    return toWriteUp ? Optional.of(CardPhase.WRAP_UP) : Optional.empty();
  }

  private static boolean spoke(Call call, List<Leg> own) {
    return own.stream().anyMatch(call::hasTalked);
  }

  static CloseReason closeReason(Call call, PersonId person) {
    return switch (CallRules.outcomeFor(call, person)) {
      case ANSWERED -> CloseReason.WRITTEN_UP;
      case ANSWERED_ELSEWHERE -> CloseReason.ANSWERED_ELSEWHERE;
      case MISSED -> call.isOpen() ? CloseReason.MOVED : placedOr(call, person, CloseReason.MISSED);
      case NOT_REACHED -> placedOr(call, person, CloseReason.REFUSED);
      case OPEN -> CloseReason.MOVED;
    };
  }

  /** Who dialled has neither missed nor turned down anything. */
  private static CloseReason placedOr(Call call, PersonId person, CloseReason ofWhomItRangFor) {
    return placed(call, person) ? CloseReason.UNANSWERED : ofWhomItRangFor;
  }

  /** With whom of us this person is in a call that nobody outside takes part in: who is there still, else who was. */
  static Optional<PersonId> colleague(Call call, PersonId person) {
    List<Leg> others = call.personLegs().filter(leg -> leg.person().filter(person::equals).isEmpty()).toList();
    return others.stream().filter(Leg::isOpen).findFirst().or(() -> others.stream().findFirst()).flatMap(Leg::person);
  }

  static CardRole roleOf(Call call, PersonId person) {
    if (placed(call, person)) {
      return CardRole.PLACED;
    }
    Optional<Instant> mine = call.legsOf(person).map(Leg::createdAt).min(Instant::compareTo);
    boolean anotherSpokeBefore = call.personLegs()
        .filter(leg -> leg.person().filter(person::equals).isEmpty())
        .flatMap(leg -> call.talkOf(leg).stream().limit(1))
        .anyMatch(talk -> mine.isPresent() && !talk.from().isAfter(mine.get()));
    if (anotherSpokeBefore) {
      return CardRole.TRANSFERRED;
    }
    return call.people().size() > 1 && call.personLegs().filter(leg -> leg.state() == LegState.RINGING)
        .flatMap(leg -> leg.person().stream()).distinct().count() > 1 ? CardRole.GROUP : CardRole.TARGET;
  }

  private static boolean placed(Call call, PersonId person) {
    return (call.origin().direction() == Direction.OUTBOUND || call.origin().direction() == Direction.INTERNAL)
        && call.leg(call.linkedids().getFirst()).flatMap(Leg::person).filter(person::equals).isPresent();
  }

  /** When it began for this person: rang, or was dialled. */
  static Instant since(Call call, PersonId person) {
    return call.legsOf(person).map(leg -> leg.ringingAt().orElse(leg.createdAt())).min(Instant::compareTo)
        .orElse(call.startedAt());
  }

  static Optional<Instant> answeredAt(Call call, PersonId person) {
    return call.legsOf(person).flatMap(leg -> call.talkOf(leg).stream().limit(1)).map(span -> span.from())
        .min(Instant::compareTo);
  }

  /** When this person's own part ended, be the call over or not. */
  static Optional<Instant> endedAt(Call call, PersonId person) {
    List<Leg> own = call.legsOf(person).toList();
    return own.stream().anyMatch(Leg::isOpen) ? Optional.empty()
        : own.stream().flatMap(leg -> leg.endedAt().stream()).max(Instant::compareTo);
  }

  private CardRules() {}
}
