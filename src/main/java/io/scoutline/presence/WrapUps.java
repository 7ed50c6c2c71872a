package io.scoutline.presence;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who has which conversations to write up, and until when: the one place that knows (P2.5). The desk says when a
 * wrap-up begins and ends, presence shows it. Confined to the owner's context.
 */
public final class WrapUps {

  /** One person's wrap-up of one call. */
  public record Waiting(PersonId person, CallId call, Instant since) {}

  private final WrapUp.Rules rules;
  private final InstantSource clock;
  /** Each person's in the order in which they began. */
  private final Map<PersonId, Map<CallId, WrapUp>> waiting = new HashMap<>();
  private final List<Consumer<PersonId>> listeners = new ArrayList<>();

  /** @param usual how long one may write a call up when nobody asks for more */
  public WrapUps(Duration usual, InstantSource clock) {
    this.rules = WrapUp.Rules.usual(usual);
    this.clock = clock;
  }

  /** Told of each person whose wrap-ups began, ended or were put off; at start. */
  public void follow(Consumer<PersonId> listener) {
    listeners.add(listener);
  }

  /** What this person writes up now: of several the one that began first. */
  Optional<Waiting> of(PersonId person) {
    Instant now = clock.instant();
    return waiting.getOrDefault(person, Map.of()).entrySet().stream()
        .filter(entry -> !entry.getValue().isOverAt(now)).findFirst()
        .map(entry -> new Waiting(person, entry.getKey(), entry.getValue().since()));
  }

  /** The deadline; empty when this person has not got this call to write up. */
  public Optional<Instant> until(CallId call, PersonId person) {
    return of(call, person).map(WrapUp::until);
  }

  /** Those whose time is over and of whom no word can be on its way any more; they last until {@link #end}. */
  public List<Waiting> over() {
    Instant now = clock.instant();
    var over = new ArrayList<Waiting>();
    waiting.forEach((person, calls) -> calls.forEach((call, wrapUp) -> {
      if (wrapUp.isSettledAt(now)) {
        over.add(new Waiting(person, call, wrapUp.since()));
      }
    }));
    return over;
  }

  /** The conversation is over; one that is written up already goes on. */
  public void begin(CallId call, PersonId person) {
    if (of(call, person).isEmpty()) {
      put(call, person, rules.beginAt(clock.instant()));
    }
  }

  /**
   * Takes up one that a stop of the server interrupted.
   *
   * @param ended when the conversation was over, by the PBX's clock
   * @return false when that is so long ago that nobody could still have put it off
   */
  public boolean resume(CallId call, PersonId person, Instant ended, Optional<Instant> putOffTo) {
    Instant now = clock.instant();
    if (ended.isBefore(now.minus(rules.longest()))) {
      return false;
    }
    put(call, person, rules.resumedAt(now, ended, putOffTo));
    return true;
  }

  /** A word was typed: the time does not end under the hands. */
  public void typed(CallId call, PersonId person) {
    of(call, person).ifPresent(wrapUp -> put(call, person, wrapUp.typedAt(clock.instant())));
  }

  /**
   * Gives more time.
   *
   * @return the new deadline; empty when there is nothing to put off
   */
  public Optional<Instant> extend(CallId call, PersonId person, Duration by) {
    of(call, person).ifPresent(wrapUp -> put(call, person, wrapUp.extendedAt(clock.instant(), by)));
    return until(call, person);
  }

  /** Two calls turned out to be one: of two deadlines of a person the later stands (P2.1). */
  public void move(CallId absorbed, CallId survivor) {
    for (PersonId person : List.copyOf(waiting.keySet())) {
      of(absorbed, person).ifPresent(moved -> {
        WrapUp kept = of(survivor, person).map(other -> WrapUp.later(other, moved)).orElse(moved);
        waiting.get(person).put(survivor, kept);
        end(absorbed, person);
      });
    }
  }

  /** Written up, gone on talking, or over. */
  public void end(CallId call, PersonId person) {
    Map<CallId, WrapUp> own = waiting.get(person);
    if (own != null && own.remove(call) != null) {
      if (own.isEmpty()) {
        waiting.remove(person);
      }
      tell(person);
    }
  }

  private Optional<WrapUp> of(CallId call, PersonId person) {
    return Optional.ofNullable(waiting.getOrDefault(person, Map.of()).get(call));
  }

  private void put(CallId call, PersonId person, WrapUp wrapUp) {
    waiting.computeIfAbsent(person, _ -> new LinkedHashMap<>()).put(call, wrapUp);
    tell(person);
  }

  private void tell(PersonId person) {
    listeners.forEach(listener -> listener.accept(person));
  }
}
