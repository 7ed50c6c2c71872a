package io.scoutline.desk;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Each person's open cards, the oldest first. Changed on the owner's context, read on any thread. */
final class Screens {

  private final Map<PersonId, List<Card>> shown = new ConcurrentHashMap<>();

  List<Card> of(PersonId person) {
    return shown.getOrDefault(person, List.of());
  }

  /** In place of the card of the same call. */
  void put(Card card) {
    var cards = new ArrayList<>(without(card.person(), card.call()));
    cards.add(card);
    cards.sort(Comparator.comparing(Card::ringingSince));
    shown.put(card.person(), List.copyOf(cards));
  }

  void remove(Card card) {
    List<Card> left = without(card.person(), card.call());
    if (left.isEmpty()) {
      shown.remove(card.person());
    } else {
      shown.put(card.person(), left);
    }
  }

  private List<Card> without(PersonId person, CallId call) {
    return of(person).stream().filter(card -> !card.call().equals(call)).toList();
  }
}
