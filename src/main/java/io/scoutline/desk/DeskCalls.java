package io.scoutline.desk;

import io.scoutline.calls.rows.CallStore;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.database.DatabaseFault;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.Context;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The calls as the desks and the rows know them together, for a thread that may wait. */
final class DeskCalls {

  private final Desk desk;
  private final CallStore rows;
  private final Context owner;

  DeskCalls(Desk desk, CallStore rows, Context owner) {
    this.desk = desk;
    this.rows = rows;
    this.owner = owner;
  }

  /** Runs it on the owner's context. */
  <T> T onOwner(Supplier<T> work) {
    var answer = new CompletableFuture<T>();
    owner.runOnContext(_ -> {
      try {
        answer.complete(work.get());
      } catch (RuntimeException fault) {
        answer.completeExceptionally(fault);
      }
    });
    return answer.join();
  }

  boolean isAt(CallId call, PersonId person) {
    return onOwner(() -> desk.isAt(call, person));
  }

  /** Under which id the call goes on; the desk knows of a join before its rows do. */
  CallId resolve(CallId named) {
    try {
      return rows.resolve(onOwner(() -> desk.current(named)));
    } catch (DatabaseFault away) {
      throw Problem.unavailable("database_away", "The database does not answer. Try again in a moment.")
          .keeping("What you typed stays in this window.");
    }
  }

  /** The number outside, on the desks or in the rows. */
  Optional<PhoneNumber> numberOf(CallId call) {
    return onOwner(() -> desk.numberOf(call)).or(() -> rows.find(call)
        .flatMap(found -> found.origin().outside().outside()));
  }
}
