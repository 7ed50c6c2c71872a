package io.scoutline.presence;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.EndpointAssignment;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.people.Team;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import java.text.Collator;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who works here and what they are doing now: for whoever hands over a call or a client. From memory; open to everybody
 * who is signed in, for whoever sits in the next room may know as much.
 */
public final class ColleagueRoutes {

  /** {@code since} is absent when nothing was heard of them since the server began. */
  record Colleague(PersonId id, String name, List<Role> roles, Optional<String> team, Optional<String> extension,
      PresenceState state, Optional<Instant> since, Optional<String> reason) {}

  record Colleagues(List<Colleague> items) {}

  private final Supplier<PeopleDirectory> people;
  private final Presence presence;

  public ColleagueRoutes(Supplier<PeopleDirectory> people, Presence presence) {
    this.people = people;
    this.presence = presence;
  }

  public void register(Api api) {
    api.operation("listColleagues", Access.signedIn(), _ -> Reply.ok(list()));
  }

  private Colleagues list() {
    PeopleDirectory now = people.get();
    PresenceSnapshot states = presence.snapshot();
    Comparator<Person> byName = Comparator.comparing(Person::name, Collator.getInstance(Locale.of("ru")));
    return new Colleagues(now.people().stream().filter(Person::active).sorted(byName)
        .map(person -> colleague(person, now, states.of(person.id()))).toList());
  }

  private static Colleague colleague(Person person, PeopleDirectory people, PersonPresence state) {
    return new Colleague(person.id(), person.name(), person.roles().stream().sorted().toList(),
        people.teamOf(person.id()).map(Team::name),
        people.endpointsOf(person.id()).stream().map(EndpointAssignment::extension).findFirst(), state.state(),
        state.knownSince(), state.reason());
  }
}
