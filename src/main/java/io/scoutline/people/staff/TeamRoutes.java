package io.scoutline.people.staff;

import io.scoutline.kernel.CleanText;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.CurrentPeople;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Team;
import io.scoutline.people.staff.PeopleViews.TeamView;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.wire.Problem;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Teams, for admins; heads read them (P1). */
public final class TeamRoutes {

  record CreateBody(String name, Optional<PersonId> headId, Optional<PersonId> lineManagerId) {}

  record ChangeBody(
      long version, Optional<String> name, Optional<PersonId> headId, Optional<PersonId> lineManagerId) {}

  record TeamsView(List<TeamView> items) {}

  private final CurrentPeople current;
  private final Teams teams;

  public TeamRoutes(CurrentPeople current, Teams teams) {
    this.current = current;
    this.teams = teams;
  }

  public void register(Api api) {
    api.operation("listTeams", Access.roles(Role.ADMIN, Role.HEAD), this::listTeams)
        .operation("createTeam", Access.roles(Role.ADMIN), this::createTeam)
        .operation("updateTeam", Access.roles(Role.ADMIN), this::updateTeam);
  }

  private Reply listTeams(Request request) {
    PeopleDirectory directory = current.directory();
    return Reply.ok(new TeamsView(directory.teams().stream()
        .sorted(Comparator.comparing(Team::name))
        .map(team -> PeopleViews.team(team, directory)).toList()));
  }

  private Reply createTeam(Request request) {
    CreateBody body = request.body(CreateBody.class);
    TeamId id = teams.create(request.actor(), CleanText.line(body.name()), body.headId(), body.lineManagerId());
    return Reply.created("/api/teams/" + id, view(id));
  }

  private Reply updateTeam(Request request) {
    ChangeBody body = request.body(ChangeBody.class);
    JsonObject given = request.body();
    long id = request.pathNumber("id");
    if (id <= 0) {
      throw Problem.notFound("team");
    }
    teams.update(request.actor(), new TeamId(id), body.version(), team -> new Team(
        team.id(),
        body.name().map(CleanText::line).orElse(team.name()),
        given.containsKey("headId") ? body.headId() : team.head(),
        given.containsKey("lineManagerId") ? body.lineManagerId() : team.lineManager(),
        team.version()));
    return Reply.ok(view(new TeamId(id)));
  }

  private TeamView view(TeamId id) {
    PeopleDirectory directory = current.directory();
    return PeopleViews.team(directory.team(id).orElseThrow(() -> Problem.notFound("team")), directory);
  }
}
