package io.scoutline.routing;

import io.scoutline.clients.directory.Directory;
import io.scoutline.clients.directory.Match;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.Duty;
import io.scoutline.people.EndpointAssignment;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Person;
import io.scoutline.presence.PersonPresence;
import io.scoutline.presence.PresenceSnapshot;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The three memories that routing reads, of one moment. */
public record MemoryView(Directory clients, PeopleDirectory people, PresenceSnapshot presence) implements RoutingView {

  /** Those whose work it is to take clients' calls (P1). */
  private static final Set<Role> CALL_TAKERS =
      EnumSet.of(Role.SCOUT, Role.MANAGER, Role.KAM, Role.ASSISTANT, Role.OPERATIONS);

  @Override
  public Match lookup(PhoneNumber number) {
    return clients.lookup(number);
  }

  @Override
  public boolean isBlocked(PhoneNumber number) {
    return clients.isBlocked(number);
  }

  @Override
  public boolean isFilled() {
    return clients.isFilled();
  }

  @Override
  public boolean isActive(PersonId person) {
    return people.person(person).filter(Person::active).isPresent();
  }

  @Override
  public Duty dutyOf(PersonId person, Instant at) {
    return people.dutyOf(person, at);
  }

  @Override
  public Optional<PersonId> deputyOf(PersonId person, Instant at) {
    return people.deputyOf(person, at);
  }

  @Override
  public PersonPresence presenceOf(PersonId person) {
    return presence.of(person);
  }

  @Override
  public Optional<String> extensionOf(PersonId person, PbxName pbx) {
    return people.endpointsOf(person).stream()
        .filter(endpoint -> endpoint.pbx().equals(pbx) && presence.isReachable(pbx, endpoint.name()))
        .map(EndpointAssignment::extension)
        .findFirst();
  }

  @Override
  public Optional<TeamId> teamOf(PersonId person) {
    return people.person(person).flatMap(Person::team);
  }

  @Override
  public List<PersonId> callTakersOf(TeamId team) {
    return people.membersOf(team).stream()
        .filter(person -> person.roles().stream().anyMatch(CALL_TAKERS::contains))
        .map(Person::id)
        .toList();
  }
}
