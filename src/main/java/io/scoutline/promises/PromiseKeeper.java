package io.scoutline.promises;

import io.scoutline.calls.rows.CallRow;
import io.scoutline.calls.rows.CommitListener;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.promises.PromiseRules.Consequence;
import io.scoutline.promises.PromiseStore.Entered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;

/**
 * Makes and keeps promises from calls whose rows are committed (P3.6). Looking at a call twice changes nothing, so late
 * truth and a restart are no danger.
 */
public final class PromiseKeeper implements CommitListener {

  private final PromiseStore store;
  private final Function<ClientId, Optional<PersonId>> ownerOf;
  private final List<ObjIntConsumer<PersonId>> followers = new CopyOnWriteArrayList<>();

  public PromiseKeeper(PromiseStore store, Function<ClientId, Optional<PersonId>> ownerOf) {
    this.store = store;
    this.ownerOf = ownerOf;
  }

  /** Told, on the thread that wrote it, of whose promises have changed and how many are open at them now. */
  public void follow(ObjIntConsumer<PersonId> follower) {
    followers.add(follower);
  }

  /** The rows of calls wait for this, so a whole batch of them is one transaction. */
  @Override
  public void committed(List<CallRow> rows) {
    List<Entered> entries = rows.stream().filter(row -> !row.call().isOpen())
        .flatMap(row -> entry(row).stream()).toList();
    if (!entries.isEmpty()) {
      changed(store.enter(entries));
    }
  }

  /** Tells those who follow how many are open at each of these now. */
  void changed(Map<PersonId, Integer> openAt) {
    openAt.forEach((person, open) -> followers.forEach(follower -> follower.accept(person, open)));
  }

  private Optional<Entered> entry(CallRow row) {
    return switch (PromiseRules.of(row.call(), row.client().flatMap(ownerOf))) {
      case Consequence.Entry entry -> Optional.of(new Entered(row.call(), row.client(), entry));
      case Consequence.Nothing _ -> Optional.empty();
    };
  }
}
