package io.scoutline.desk;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * Writes down what people do with their cards, under the call as it is kept afterwards: when it was joined to another
 * meanwhile (P2.1, P3.4), what was written follows it. Whichever comes later, the write or {@link DraftMoves}, carries
 * it over. Waits; call on a virtual thread.
 */
final class CardWrites {

  private final DeskStore store;
  private final UnaryOperator<CallId> current;

  /** What is kept of a draft, and under which call. */
  record Saved(CallId call, Draft draft) {}

  /** @param current under which id a call goes on; asked after each write */
  CardWrites(DeskStore store, UnaryOperator<CallId> current) {
    this.store = store;
    this.current = current;
  }

  /** {@link DeskStore#save}; the draft of a call that was joined meanwhile is the joined one. */
  Saved save(CallId call, PersonId person, String text, int basedOn, Instant at) {
    Draft kept = store.save(call, person, text, basedOn, at);
    CallId now = follow(call);
    return new Saved(now, now.equals(call) ? kept : store.find(now, person).orElse(kept));
  }

  void putOff(CallId call, PersonId person, Instant until) {
    store.putOff(call, person, until);
    follow(call);
  }

  private CallId follow(CallId call) {
    CallId now = current.apply(call);
    if (!now.equals(call)) {
      store.move(call, now);
    }
    return now;
  }
}
