package io.scoutline.promises;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallRules;
import io.scoutline.calls.Direction;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.Ending;
import io.scoutline.calls.ParticipantOutcome;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import java.util.Optional;

/** When a call makes a promise and when it keeps one. Pure. */
public final class PromiseRules {

  /** What a finished call means for what is owed. */
  public sealed interface Consequence {

    /** Something to write down of this number. */
    sealed interface Entry extends Consequence {
      PhoneNumber number();
    }

    /** Somebody called in vain and can be called back: {@code owner} when it is known whose it is. */
    record Owed(PhoneNumber number, Optional<PersonId> owner) implements Entry {}

    /** Somebody was spoken with: whatever was owed to this number has been returned. */
    record Returned(PhoneNumber number) implements Entry {}

    record Nothing() implements Consequence {}
  }

  /**
   * @param clientOwner the owner of the client behind the number, when there is one (P3.6: at the owner)
   */
  public static Consequence of(Call call, Optional<PersonId> clientOwner) {
    Optional<PhoneNumber> number = call.origin().outside().outside();
    if (number.isEmpty() || !call.isExternal() || call.isOpen()) {
      return new Consequence.Nothing();
    }
    if (CallRules.isMissedFromClient(call)) {
      return new Consequence.Owed(number.get(), clientOwner.or(() -> whomItRangFor(call)));
    }
    boolean spoken = call.ending().map(Ending::disposition).filter(Disposition.ANSWERED::equals).isPresent()
        && call.origin().direction() != Direction.INTERNAL;
    return spoken ? new Consequence.Returned(number.get()) : new Consequence.Nothing();
  }

  /** A call that rang for one person alone is that person's to return; one for a group is nobody's in particular. */
  private static Optional<PersonId> whomItRangFor(Call call) {
    var missed = call.people().stream()
        .filter(person -> CallRules.outcomeFor(call, person) == ParticipantOutcome.MISSED).toList();
    return missed.size() == 1 ? Optional.of(missed.getFirst()) : Optional.empty();
  }

  private PromiseRules() {}
}
