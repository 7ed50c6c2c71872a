package io.scoutline.promises;

import io.scoutline.calls.Call;
import io.scoutline.calls.rows.CallRow;
import io.scoutline.calls.rows.CommitListener;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.promises.PromiseRules.Consequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes and keeps promises from calls whose rows are committed (P3.6). Looking at a call twice changes nothing, so late
 * truth and a restart are no danger.
 */
public final class PromiseKeeper implements CommitListener {

  private final PromiseStore store;
  private final Function<ClientId, Optional<PersonId>> ownerOf;
  private final List<Consumer<PersonId>> followers = new CopyOnWriteArrayList<>();

  public PromiseKeeper(PromiseStore store, Function<ClientId, Optional<PersonId>> ownerOf) {
    this.store = store;
    this.ownerOf = ownerOf;
  }

  /** Told, on the writer's thread, of whose promises have changed. */
  public void follow(Consumer<PersonId> follower) {
    followers.add(follower);
  }

  @Override
  public void committed(List<CallRow> rows) {
    Set<PersonId> touched = new LinkedHashSet<>();
    for (CallRow row : rows) {
      if (!row.call().isOpen()) {
        touched.addAll(consider(row));
      }
    }
    touched.forEach(person -> followers.forEach(follower -> follower.accept(person)));
  }

  private List<PersonId> consider(CallRow row) {
    Call call = row.call();
    return switch (PromiseRules.of(call, row.client().flatMap(ownerOf))) {
      case Consequence.Owed owed -> store.owe(call, owed.number(), owed.owner(), row.client())
          ? owed.owner().stream().toList() : List.of();
      case Consequence.Returned returned -> {
        var owners = new ArrayList<PersonId>();
        store.returned(call, returned.number()).forEach(owner -> owner.ifPresent(owners::add));
        yield owners;
      }
      case Consequence.Nothing _ -> List.of();
    };
  }
}
