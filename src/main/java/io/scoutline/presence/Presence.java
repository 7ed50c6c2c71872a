package io.scoutline.presence;

import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.CallListener;
import io.scoutline.calls.LegState;
import io.scoutline.calls.tracking.CallStream;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.PbxEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Each person's live state across PBXs. Changed on the owner's context only; {@link #snapshot} may be read on any
 * thread. No state without a deadline: a call's ends with the call, wrap-up as {@link WrapUps} says, at the latest with
 * the {@link #tick} that finds its time over.
 */
public final class Presence implements CallListener, CallStream.LinkListener {

  /** Told on the owner's context, after the snapshot has changed. */
  @FunctionalInterface
  public interface Listener {
    void on(PersonPresence now);
  }

  /** Which of a person's phones there are, asked on the owner's context. */
  public record Phone(PbxName pbx, String endpoint) {}

  private final Clock clock;
  private final WrapUps wrapUps;
  private final Function<PersonId, List<Phone>> phonesOf;
  private final Map<PersonId, Map<CallId, Call>> open = new HashMap<>();
  private final Map<CallId, List<PersonId>> peopleOf = new HashMap<>();
  private final Map<PersonId, Availability> availability = new HashMap<>();
  private final Map<PersonId, PersonPresence> people = new HashMap<>();
  private final List<PersonPresence> changed = new ArrayList<>();
  private final List<Listener> listeners = new ArrayList<>();
  private Set<PresenceSnapshot.Device> unreachable = Set.of();
  private volatile PresenceSnapshot snapshot = new PresenceSnapshot(Map.of(), Set.of());

  public Presence(Clock clock, WrapUps wrapUps, Function<PersonId, List<Phone>> phonesOf) {
    this.clock = clock;
    this.wrapUps = wrapUps;
    this.phonesOf = phonesOf;
    wrapUps.follow(this::know);
  }

  public void follow(Listener listener) {
    listeners.add(listener);
  }

  public PresenceSnapshot snapshot() {
    return snapshot;
  }

  @Override
  public void on(CallChange change) {
    if (change instanceof CallChange.Recovered) {
      return; // it is over and says nothing of now
    }
    Call call = change.call();
    Set<PersonId> touched = new LinkedHashSet<>(call.people());
    if (change instanceof CallChange.Merged merged) {
      forget(merged.absorbed(), touched);
    }
    forget(call.id(), touched);
    if (call.isOpen()) {
      remember(call);
    }
    touched.forEach(this::derive);
    publish();
  }

  private void remember(Call call) {
    List<PersonId> people = call.people();
    peopleOf.put(call.id(), people);
    people.forEach(person -> open.computeIfAbsent(person, _ -> new LinkedHashMap<>()).put(call.id(), call));
  }

  private void forget(CallId call, Set<PersonId> touched) {
    List<PersonId> people = peopleOf.remove(call);
    if (people != null) {
      touched.addAll(people);
      people.forEach(person -> open.computeIfPresent(person, (_, calls) -> {
        calls.remove(call);
        return calls.isEmpty() ? null : calls;
      }));
    }
  }

  public void setAvailability(PersonId person, Availability word) {
    availability.put(person, word);
    derive(person);
    publish();
  }

  /** Sees wrap-ups whose time is over, and phones that were given or taken; to be called every second or so. */
  public void tick() {
    List.copyOf(people.keySet()).forEach(this::derive);
    publish();
  }

  @Override
  public void on(PbxName pbx, PbxEvent.OfLink event) {
    if (event instanceof PbxEvent.DeviceChanged changed) {
      boolean before = snapshot.isReachable(pbx, changed.device());
      boolean now = PresenceSnapshot.isReachable(changed.state());
      // Phones say several times a call that they ring and talk; only coming and going changes what a person is.
      if (before != now) {
        setReachable(new PresenceSnapshot.Device(pbx, changed.device()), now);
        List.copyOf(people.keySet()).forEach(this::derive);
        publish();
      }
    }
  }

  private void setReachable(PresenceSnapshot.Device device, boolean reachable) {
    var next = new HashSet<>(unreachable);
    if (reachable) {
      next.remove(device);
    } else {
      next.add(device);
    }
    unreachable = Set.copyOf(next);
    snapshot = new PresenceSnapshot(people, unreachable);
  }

  /** Looks at this person anew; takes in whom no call has told of yet, so that the board shows them. */
  public void know(PersonId person) {
    derive(person);
    publish();
  }

  private void derive(PersonId person) {
    PersonPresence next = stateOf(person);
    PersonPresence before = people.get(person);
    boolean same = before != null && before.state() == next.state() && before.call().equals(next.call())
        && before.reason().equals(next.reason());
    if (!same) {
      people.put(person, next);
      changed.add(next);
    }
  }

  private void publish() {
    if (changed.isEmpty()) {
      return;
    }
    snapshot = new PresenceSnapshot(people, unreachable);
    List<PersonPresence> news = List.copyOf(changed);
    changed.clear();
    news.forEach(now -> listeners.forEach(listener -> listener.on(now)));
  }

  private PersonPresence stateOf(PersonId person) {
    Instant now = clock.instant();
    for (Call call : open.getOrDefault(person, Map.of()).values()) {
      if (call.legsOf(person).anyMatch(call::isTalking)) {
        return new PersonPresence(person, PresenceState.TALKING, now, Optional.of(call.id()), Optional.empty());
      }
    }
    for (Call call : open.getOrDefault(person, Map.of()).values()) {
      if (call.legsOf(person).anyMatch(leg -> leg.state() == LegState.UP || leg.state() == LegState.RINGING)) {
        return new PersonPresence(person, PresenceState.RINGING, now, Optional.of(call.id()), Optional.empty());
      }
    }
    Optional<WrapUps.Waiting> waiting = wrapUps.of(person);
    if (waiting.isPresent()) {
      return new PersonPresence(person, PresenceState.WRAP_UP, waiting.get().since(),
          Optional.of(waiting.get().call()), Optional.empty());
    }
    Availability word = availability.get(person);
    if (word != null && word.away()) {
      return new PersonPresence(person, PresenceState.AWAY, word.since(), Optional.empty(), word.reason());
    }
    List<Phone> phones = phonesOf.apply(person);
    boolean reachable = phones.stream().anyMatch(phone -> snapshot.isReachable(phone.pbx(), phone.endpoint()));
    return new PersonPresence(person, reachable ? PresenceState.AVAILABLE : PresenceState.OFFLINE, now,
        Optional.empty(), Optional.empty());
  }
}
