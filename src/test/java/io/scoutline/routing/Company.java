package io.scoutline.routing;

import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.directory.Match;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.Absence;
import io.scoutline.people.Duty;
import io.scoutline.people.Interval;
import io.scoutline.presence.PersonPresence;
import io.scoutline.presence.PresenceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A small company at one moment: everybody is on shift, free and by their phone until a test says otherwise. */
final class Company implements RoutingView {
  static final PbxName PBX = new PbxName("main");
  static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z"); // a Friday, noon in Moscow
  static final TeamId TEAM = new TeamId(1);
  static final PersonId OLGA = new PersonId(101);
  static final PersonId BORIS = new PersonId(102);
  static final PersonId VERA = new PersonId(103);
  static final PersonId GLEB = new PersonId(104);
  static final PhoneNumber NUMBER = PhoneNumber.of("+74951234567");

  private final Map<PhoneNumber, Match> clients = new HashMap<>();
  private final Set<PhoneNumber> blocked = new HashSet<>();
  private final Map<PersonId, PresenceState> states = new HashMap<>();
  private final Map<PersonId, Instant> since = new HashMap<>();
  private final Map<PersonId, Duty> duties = new HashMap<>();
  private final Map<PersonId, PersonId> deputies = new HashMap<>();
  private final Set<PersonId> gone = new HashSet<>();
  private final Set<PersonId> withoutPhone = new HashSet<>();
  private final List<PersonId> team = new ArrayList<>();
  private boolean filled = true;

  /** A client of its own number. */
  static ClientEntry client(long id, Optional<PersonId> owner) {
    return entry(id, owner, false, Optional.empty(), Optional.empty());
  }

  static ClientEntry keyClient(PersonId owner, PersonId second) {
    return entry(7, Optional.of(owner), true, Optional.of(second), Optional.empty());
  }

  static ClientEntry keyClientWithoutOwner(PersonId second) {
    return entry(7, Optional.empty(), true, Optional.of(second), Optional.empty());
  }

  static ClientEntry lastSpokenTo(PersonId scout, Instant at) {
    return entry(7, Optional.empty(), false, Optional.empty(), Optional.of(new ClientEntry.LastScout(scout, at)));
  }

  private static ClientEntry entry(long id, Optional<PersonId> owner, boolean vip, Optional<PersonId> second,
      Optional<ClientEntry.LastScout> last) {
    return new ClientEntry(new ClientId(id), "Client " + id, Optional.empty(), vip, false, Optional.empty(),
        Optional.empty(), Optional.empty(), owner, second, Optional.empty(), last);
  }

  Company calledBy(ClientEntry client) {
    clients.put(NUMBER, known(client));
    return this;
  }

  Company calledByOneOf(boolean more, ClientEntry... sharing) {
    clients.put(NUMBER, new Match.Ambiguous(List.of(sharing).stream().map(Company::known).toList(), more));
    return this;
  }

  private static Match.Known known(ClientEntry client) {
    return new Match.Known(client, Optional.empty(), List.of());
  }

  Company blocking(PhoneNumber number) {
    blocked.add(number);
    return this;
  }

  Company notFilled() {
    filled = false;
    return this;
  }

  Company with(PersonId person, PresenceState state) {
    states.put(person, state);
    return this;
  }

  Company freeSince(PersonId person, Instant at) {
    since.put(person, at);
    return this;
  }

  Company with(PersonId person, Duty duty) {
    duties.put(person, duty);
    return this;
  }

  Company absent(PersonId person) {
    return with(person, new Duty.Absent(new Absence(1, person, new Interval(NOW.minusSeconds(60), NOW.plusSeconds(60)),
        Absence.Kind.VACATION, Optional.empty())));
  }

  Company absent(PersonId person, PersonId deputy) {
    deputies.put(person, deputy);
    return absent(person);
  }

  Company left(PersonId person) {
    gone.add(person);
    return this;
  }

  Company withoutPhone(PersonId person) {
    withoutPhone.add(person);
    return this;
  }

  Company team(PersonId... members) {
    team.addAll(List.of(members));
    return this;
  }

  @Override
  public Match lookup(PhoneNumber number) {
    return clients.getOrDefault(number, new Match.Unknown());
  }

  @Override
  public boolean isBlocked(PhoneNumber number) {
    return blocked.contains(number);
  }

  @Override
  public boolean isFilled() {
    return filled;
  }

  @Override
  public boolean isActive(PersonId person) {
    return !gone.contains(person);
  }

  @Override
  public Duty dutyOf(PersonId person, Instant at) {
    return duties.getOrDefault(person, new Duty.OnShift(at.plusSeconds(3_600)));
  }

  @Override
  public Optional<PersonId> deputyOf(PersonId person, Instant at) {
    return Optional.ofNullable(deputies.get(person));
  }

  @Override
  public PersonPresence presenceOf(PersonId person) {
    return new PersonPresence(person, states.getOrDefault(person, PresenceState.AVAILABLE),
        since.getOrDefault(person, NOW.minusSeconds(600)), Optional.empty(), Optional.empty());
  }

  @Override
  public Optional<String> extensionOf(PersonId person, PbxName pbx) {
    return withoutPhone.contains(person) ? Optional.empty() : Optional.of(Long.toString(person.value()));
  }

  @Override
  public Optional<TeamId> teamOf(PersonId person) {
    return team.contains(person) ? Optional.of(TEAM) : Optional.empty();
  }

  @Override
  public List<PersonId> callTakersOf(TeamId wanted) {
    return team;
  }
}
