package io.scoutline.promises;

import io.scoutline.calls.rows.Belongings;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What is owed to a number is owed to the client that it comes to, and by the owner of that client (P3.6), as if the
 * calls in vain had been the client's from the first. A client that nobody owns changes nothing in who owes it.
 */
public final class EarlierPromises implements Belongings {

  private final PromiseStore store;
  private final Function<ClientId, Optional<PersonId>> ownerOf;
  private final PromiseKeeper told;

  /** @param told tells those whose call-backs they were and those whose they are */
  public EarlierPromises(PromiseStore store, Function<ClientId, Optional<PersonId>> ownerOf, PromiseKeeper told) {
    this.store = store;
    this.ownerOf = ownerOf;
    this.told = told;
  }

  @Override
  public List<String> numbersOfNobody(String after, int atMost) {
    return store.numbersOfNobody(after, atMost);
  }

  /** Number by number: {@link PromiseStore#enter} holds several at once, and the two must not wait for each other. */
  @Override
  public void give(List<Known> known) {
    Set<String> owed = store.ofNobody(known.stream().map(Known::number).toList());
    known.stream().filter(one -> owed.contains(one.number())).forEach(one ->
        told.changed(store.give(one.number(), one.client(), ownerOf.apply(one.client()))));
  }
}
