package io.scoutline.desk;

import io.scoutline.calls.Call;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A call of which somebody has, or had a moment ago, a card; and what its people did with it. For the owner alone. */
final class OnDesk {

  Call call;
  Optional<Subjects.Choice> choice = Optional.empty();
  final Map<PersonId, Card> cards = new LinkedHashMap<>();
  final Map<PersonId, Draft> drafts = new LinkedHashMap<>();
  final Set<PersonId> writtenUp = new LinkedHashSet<>();
  final Set<PersonId> timedOut = new LinkedHashSet<>();

  OnDesk(Call call) {
    this.call = call;
  }

  CallId id() {
    return call.id();
  }

  /** Who takes part, and who has a card though they no longer do. */
  Set<PersonId> people() {
    var people = new LinkedHashSet<>(call.people());
    people.addAll(cards.keySet());
    return people;
  }

  /** How the card stands for this person; empty when it has no place on their screen. */
  Optional<CardPhase> phaseOf(PersonId person) {
    boolean done = writtenUp.contains(person) || timedOut.contains(person);
    return CardRules.phaseOf(call, person).filter(phase -> phase != CardPhase.WRAP_UP || !done);
  }

  CloseReason closeReason(PersonId person) {
    if (writtenUp.contains(person)) {
      return CloseReason.WRITTEN_UP;
    }
    return timedOut.contains(person) ? CloseReason.WRAP_UP_OVER : CardRules.closeReason(call, person);
  }

  /** What others wrote about this call before it came to this person (P3.4). */
  List<Card.EarlierNote> notesBefore(PersonId person) {
    return drafts.entrySet().stream()
        .filter(draft -> !draft.getKey().equals(person) && !draft.getValue().text().isBlank())
        .map(draft -> new Card.EarlierNote(draft.getKey(), draft.getValue().text())).toList();
  }

  /** Takes over what the people of another call wrote, for it turned out to be this one (P2.1, P3.4). */
  void absorb(OnDesk younger) {
    younger.drafts.forEach((person, draft) -> drafts.merge(person, draft, Draft::joinedBy));
    choice = choice.or(() -> younger.choice);
  }
}
