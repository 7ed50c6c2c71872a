package io.scoutline.people;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.TeamId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everybody at one moment, held in memory: what routing, calls and presence ask while a caller waits. Immutable; any
 * thread; nothing here waits. {@link CurrentPeople} has the newest.
 */
public final class PeopleDirectory {

  private record Device(PbxName pbx, String name) {}

  private record Extension(PbxName pbx, String digits) {}

  private final Map<PersonId, Person> people;
  private final Map<TeamId, Team> teams;
  private final Map<TeamId, List<Person>> members;
  private final Map<Device, Person> byEndpoint;
  private final Map<Extension, Person> byExtension;
  private final Map<PersonId, List<EndpointAssignment>> endpoints;
  private final Set<PersonId> active;
  private final Roster roster;

  /** Endpoints of people who have left, or are not among the people, are left out. */
  public PeopleDirectory(
      Collection<Person> people, Collection<Team> teams, Collection<EndpointAssignment> endpoints, Roster roster) {
    this.people = people.stream().collect(Collectors.toUnmodifiableMap(Person::id, Function.identity()));
    this.teams = teams.stream().collect(Collectors.toUnmodifiableMap(Team::id, Function.identity()));
    this.roster = roster;
    this.active = people.stream().filter(Person::active).map(Person::id).collect(Collectors.toUnmodifiableSet());
    this.members = people.stream()
        .filter(person -> person.active() && person.team().isPresent())
        .sorted(Comparator.comparing(Person::name))
        .collect(Collectors.groupingBy(person -> person.team().orElseThrow()));
    List<EndpointAssignment> used = endpoints.stream()
        .filter(endpoint -> active.contains(endpoint.person()))
        .sorted(Comparator.comparing((EndpointAssignment endpoint) -> endpoint.pbx().value())
            .thenComparing(EndpointAssignment::name))
        .toList();
    this.endpoints = used.stream().collect(Collectors.groupingBy(EndpointAssignment::person));
    this.byEndpoint = used.stream().collect(Collectors.toUnmodifiableMap(
        endpoint -> new Device(endpoint.pbx(), endpoint.name()), endpoint -> this.people.get(endpoint.person())));
    this.byExtension = used.stream().collect(Collectors.toUnmodifiableMap(
        endpoint -> new Extension(endpoint.pbx(), endpoint.extension()),
        endpoint -> this.people.get(endpoint.person()),
        (one, same) -> one));
  }

  /** Also those who have left. */
  public Optional<Person> person(PersonId id) {
    return Optional.ofNullable(people.get(id));
  }

  /** Also those who have left; in no order. */
  public Collection<Person> people() {
    return people.values();
  }

  /** Whose device this is on that PBX, by the PBX's own name of it ({@code PJSIP/101}). */
  public Optional<Person> atEndpoint(PbxName pbx, String name) {
    return Optional.ofNullable(byEndpoint.get(new Device(pbx, name)));
  }

  /** Whom one reaches by dialling this extension on that PBX. */
  public Optional<Person> atExtension(PbxName pbx, String digits) {
    return Optional.ofNullable(byExtension.get(new Extension(pbx, digits)));
  }

  /** By PBX, then by name. */
  public List<EndpointAssignment> endpointsOf(PersonId person) {
    return endpoints.getOrDefault(person, List.of());
  }

  public Optional<Team> team(TeamId id) {
    return Optional.ofNullable(teams.get(id));
  }

  public Optional<Team> teamOf(PersonId person) {
    return person(person).flatMap(Person::team).flatMap(this::team);
  }

  public Collection<Team> teams() {
    return teams.values();
  }

  /** Those of the team who work here now, by name. */
  public List<Person> membersOf(TeamId team) {
    return members.getOrDefault(team, List.of());
  }

  /** The people of the teams that somebody leads, also those who have left. */
  public Set<PersonId> ledBy(Actor actor) {
    return actor.leads().isEmpty() ? Set.of() : people.values().stream()
        .filter(person -> person.team().filter(actor.leads()::contains).isPresent()).map(Person::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  public Roster roster() {
    return roster;
  }

  /** What the plan says of this person at that moment; see {@link Roster#dutyOf}. */
  public Duty dutyOf(PersonId person, Instant at) {
    return roster.dutyOf(person, at);
  }

  /** Who stands in for this person at that moment; see {@link Roster#deputyOf}. */
  public Optional<PersonId> deputyOf(PersonId person, Instant at) {
    return roster.deputyOf(person, at, active);
  }

  /** The rights of this person; empty when unknown or gone. */
  public Optional<Actor> actor(PersonId id) {
    return person(id).filter(Person::active).map(person -> new Actor(
        id, person.roles(), person.team().map(TeamId::value).orElse(0L), teamsLedBy(id)));
  }

  private Set<TeamId> teamsLedBy(PersonId person) {
    return teams.values().stream().filter(team -> team.isLedBy(person)).map(Team::id)
        .collect(Collectors.toUnmodifiableSet());
  }
}
