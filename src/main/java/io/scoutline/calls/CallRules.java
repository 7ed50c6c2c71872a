package io.scoutline.calls;

import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.DialStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What a call's legs add up to. Pure. */
public final class CallRules {

  /** Q.850 causes by which a network says that the far end was not free. */
  private static final Set<Integer> BUSY_CAUSES = Set.of(17);

  /** Q.850 causes by which it rang, or could have, and nobody took it; 16 is the caller giving up. */
  private static final Set<Integer> UNANSWERED_CAUSES = Set.of(0, 16, 18, 19, 21, 26, 102, 127);

  /** How a call without open legs ended: with its last leg, and as surely as that one. */
  public static Ending endingOf(Call call) {
    Leg last = call.legs().stream().max(Comparator.comparing(CallRules::lastOf)).orElseThrow();
    return new Ending(lastOf(last), dispositionOf(call),
        last.endEstimated() ? EndEvidence.RESYNC : EndEvidence.HANGUP);
  }

  private static Instant lastOf(Leg leg) {
    return leg.endedAt().orElse(leg.createdAt());
  }

  /** The outcome of a call that is over, from its legs and what routing said. */
  public static Disposition dispositionOf(Call call) {
    return switch (call.origin().direction()) {
      case OUTBOUND -> outbound(call);
      case INBOUND -> inbound(call);
      case INTERNAL, UNKNOWN -> internal(call);
    };
  }

  private static Disposition outbound(Call call) {
    List<Leg> far = call.legs().stream().filter(leg -> leg.side() == LegSide.CLIENT).toList();
    if (far.stream().anyMatch(leg -> leg.answeredAt().isPresent())) {
      return Disposition.ANSWERED;
    }
    return far.isEmpty() ? Disposition.FAILED : unanswered(far.getLast());
  }

  private static Disposition internal(Call call) {
    if (call.answeredAt().isPresent()) {
      return Disposition.ANSWERED;
    }
    return call.legs().size() < 2 ? Disposition.FAILED : unanswered(call.legs().getLast());
  }

  private static Disposition unanswered(Leg leg) {
    if (leg.dialStatus().filter(DialStatus.BUSY::equals).isPresent() || BUSY_CAUSES.contains(leg.cause())) {
      return Disposition.BUSY;
    }
    boolean failed = leg.dialStatus()
        .filter(status -> status == DialStatus.CONGESTION || status == DialStatus.CHANUNAVAIL).isPresent();
    boolean rang = leg.ringingAt().isPresent();
    return !rang && (failed || !UNANSWERED_CAUSES.contains(leg.cause())) ? Disposition.FAILED : Disposition.NO_ANSWER;
  }

  private static Disposition inbound(Call call) {
    if (call.answeredAt().isPresent()) {
      return Disposition.ANSWERED;
    }
    return call.lastRoute().map(route -> switch (route.kind()) {
      case REFUSE -> Disposition.REFUSED;
      case VOICEMAIL -> Disposition.VOICEMAIL;
      case RING, QUEUE -> unansweredInbound(call);
    }).orElseGet(() -> unansweredInbound(call));
  }

  private static Disposition unansweredInbound(Call call) {
    if (call.queue().isPresent()) {
      return Disposition.ABANDONED;
    }
    List<Leg> phones = call.personLegs().toList();
    boolean allBusy = !phones.isEmpty()
        && phones.stream().allMatch(leg -> leg.dialStatus().filter(DialStatus.BUSY::equals).isPresent());
    return allBusy ? Disposition.BUSY : Disposition.NO_ANSWER;
  }

  /** How the call went for one person, over all devices of theirs that it reached. */
  public static ParticipantOutcome outcomeFor(Call call, PersonId person) {
    List<Leg> own = call.legsOf(person).toList();
    if (own.stream().anyMatch(call::hasTalked)) {
      return own.stream().anyMatch(Leg::isOpen) ? ParticipantOutcome.OPEN : ParticipantOutcome.ANSWERED;
    }
    if (own.stream().anyMatch(Leg::isOpen)) {
      return ParticipantOutcome.OPEN;
    }
    boolean rang = own.stream().anyMatch(leg -> leg.ringingAt().isPresent());
    if (!rang) {
      return ParticipantOutcome.NOT_REACHED;
    }
    if (own.stream().anyMatch(CallRules::turnedDown)) {
      return ParticipantOutcome.NOT_REACHED;
    }
    if (call.answeredAt().isPresent()) {
      return ParticipantOutcome.ANSWERED_ELSEWHERE;
    }
    return ParticipantOutcome.MISSED;
  }

  private static boolean turnedDown(Leg leg) {
    return leg.dialStatus().filter(status -> status == DialStatus.BUSY || status == DialStatus.CHANUNAVAIL
        || status == DialStatus.CONGESTION).isPresent();
  }

  /** Whether a client called and spoke with nobody, without being turned away on purpose (P3.6). */
  public static boolean isMissedFromClient(Call call) {
    return call.origin().direction() == Direction.INBOUND && call.isExternal()
        && call.ending().map(Ending::disposition).filter(CallRules::owesACallBack).isPresent();
  }

  private static boolean owesACallBack(Disposition disposition) {
    return switch (disposition) {
      case NO_ANSWER, BUSY, ABANDONED, VOICEMAIL, FAILED -> true;
      case ANSWERED, REFUSED -> false;
    };
  }

  private CallRules() {}
}
