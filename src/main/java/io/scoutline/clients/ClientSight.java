package io.scoutline.clients;

import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.search.Scope;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Team;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Who sees which client (P16.1): heads, admins, researchers and supervisors all; managers and KAMs their own and
 * those nobody owns; line managers those of their teams; everybody else, scouts above all, only single clients of
 * their own work, and never a listing of the base (P1). Other features open single clients by a {@link ClientGrant}:
 * to be read, or to be changed too. Roles add up.
 */
public final class ClientSight {

  private final Supplier<PeopleDirectory> people;
  private final List<ClientGrant> grants = new CopyOnWriteArrayList<>();

  public ClientSight(Supplier<PeopleDirectory> people) {
    this.people = people;
  }

  /** Adds a reason to see a client; at start. */
  public void add(ClientGrant grant) {
    grants.add(grant);
  }

  /** What this person may list and search. */
  public Scope scope(Actor actor) {
    if (actor.isAnyOf(Role.HEAD, Role.ADMIN, Role.RESEARCHER, Role.SUPERVISOR)) {
      return new Scope.Whole();
    }
    boolean owner = actor.isAnyOf(Role.MANAGER, Role.KAM);
    Set<TeamId> teams = actor.is(Role.LINE_MANAGER) ? actor.leads() : Set.of();
    return owner || actor.is(Role.LINE_MANAGER)
        ? new Scope.Part(actor.person(), owner, teams)
        : new Scope.OneByOne();
  }

  /** Whether this person may see this client. On a virtual thread: a grant may wait. */
  public boolean sees(Actor actor, ClientEntry client) {
    return isTheirs(actor, client)
        || grants.stream().anyMatch(grant -> grant.of(actor, client.id()) != ClientGrant.Reach.NOTHING);
  }

  /** Whether what this person sees of the client is theirs to change, as far as {@link #mayWrite} goes. May wait. */
  public boolean mayChange(Actor actor, ClientEntry client) {
    return isTheirs(actor, client)
        || grants.stream().anyMatch(grant -> grant.of(actor, client.id()) == ClientGrant.Reach.WRITES);
  }

  private boolean isTheirs(Actor actor, ClientEntry client) {
    return inScope(actor, client)
        || client.lastScout().filter(last -> last.scout().equals(actor.person())).isPresent();
  }

  /** Whether this person may make somebody the owner, second person or scout of a client (P8.9). */
  public boolean mayAssignTo(Actor actor, PersonId person) {
    return actor.isAnyOf(Role.HEAD, Role.ADMIN)
        || actor.is(Role.LINE_MANAGER)
            && people.get().teamOf(person).filter(team -> actor.leads().contains(team.id())).isPresent();
  }

  private boolean inScope(Actor actor, ClientEntry client) {
    return switch (scope(actor)) {
      case Scope.Whole() -> true;
      case Scope.Part(PersonId own, boolean unowned, Set<TeamId> teams) ->
          isHeldBy(client, own) || unowned && client.owner().isEmpty() || isOfTeams(client, teams);
      case Scope.OneByOne() -> isHeldBy(client, actor.person());
    };
  }

  /** Whether a person whose teams these are answers for the client. */
  private boolean isOfTeams(ClientEntry client, Set<TeamId> teams) {
    if (teams.isEmpty()) {
      return false;
    }
    PeopleDirectory now = people.get();
    var holders = new HashSet<TeamId>();
    holders(client).map(now::teamOf).flatMap(Optional::stream).map(Team::id).forEach(holders::add);
    return teams.stream().anyMatch(holders::contains);
  }

  private static boolean isHeldBy(ClientEntry client, PersonId person) {
    return holders(client).anyMatch(person::equals) || client.second().filter(person::equals).isPresent();
  }

  private static Stream<PersonId> holders(ClientEntry client) {
    return Stream.concat(client.owner().stream(), client.scout().stream());
  }

  /** Whether this person may say whose the client is, and how important (P8.9). */
  public boolean mayAssign(Actor actor, ClientEntry client) {
    return actor.isAnyOf(Role.HEAD, Role.ADMIN)
        || actor.is(Role.LINE_MANAGER) && (client.owner().isEmpty() || isOfTeams(client, actor.leads()));
  }

  /** Supervisors and nobody else look without writing. */
  public boolean mayWrite(Actor actor) {
    return actor.roles().stream().anyMatch(role -> role != Role.SUPERVISOR);
  }
}
