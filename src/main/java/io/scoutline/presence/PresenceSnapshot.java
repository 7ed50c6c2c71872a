package io.scoutline.presence;

import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.DeviceState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everybody's state at one moment, across PBXs. Immutable; any thread. */
public final class PresenceSnapshot {

  record Device(PbxName pbx, String name) {}

  private final Map<PersonId, PersonPresence> people;
  private final Set<Device> unreachable;

  /** Both are copied, and cheaply where they are unmodifiable already. */
  PresenceSnapshot(Map<PersonId, PersonPresence> people, Set<Device> unreachable) {
    this.people = Map.copyOf(people);
    this.unreachable = Set.copyOf(unreachable);
  }

  /** Somebody of whom nothing was heard is available: their phone rings, or the PBX says that it cannot. */
  public PersonPresence of(PersonId person) {
    return people.getOrDefault(person, new PersonPresence(person, PresenceState.AVAILABLE, Instant.EPOCH,
        Optional.empty(), Optional.empty()));
  }

  public boolean isFree(PersonId person) {
    return of(person).isFree();
  }

  /** Whether a phone could be rung: false only where the PBX said that it is not there. */
  public boolean isReachable(PbxName pbx, String endpoint) {
    return !unreachable.contains(new Device(pbx, endpoint));
  }

  static boolean isReachable(DeviceState state) {
    return switch (state) {
      case UNAVAILABLE, INVALID -> false;
      case UNKNOWN, NOT_INUSE, INUSE, BUSY, RINGING, RINGINUSE, ONHOLD -> true;
    };
  }
}
