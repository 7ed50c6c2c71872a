package io.scoutline.people.staff;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.Team;
import io.scoutline.platform.database.Sql;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** Teams. */
public final class TeamStore {

  private static final String TEAM = "SELECT id, name, head, line_manager, version FROM people.team ";

  public List<Team> all(Sql sql) {
    return sql.query(TEAM + "ORDER BY name, id", TeamStore::team);
  }

  Optional<Team> find(Sql sql, TeamId id) {
    return sql.one(TEAM + "WHERE id = $1", TeamStore::team, id);
  }

  /** Holds the row until the transaction ends. */
  Optional<Team> findForChange(Sql sql, TeamId id) {
    return sql.one(TEAM + "WHERE id = $1 FOR UPDATE", TeamStore::team, id);
  }

  boolean isNameTaken(Sql sql, String name, Optional<TeamId> byAnotherThan) {
    return sql.exactlyOne("""
        SELECT EXISTS (SELECT FROM people.team
                       WHERE lower(name) = lower($1) AND ($2::bigint IS NULL OR id <> $2)) AS taken""",
        row -> row.getBoolean("taken"), name, byAnotherThan);
  }

  TeamId insert(Sql sql, String name, Optional<PersonId> head, Optional<PersonId> lineManager) {
    return sql.exactlyOne(
        "INSERT INTO people.team (name, head, line_manager) VALUES ($1, $2, $3) RETURNING id",
        row -> new TeamId(row.getLong("id")), name, head, lineManager);
  }

  /** The version grows by one. */
  void update(Sql sql, Team team) {
    sql.update("UPDATE people.team SET name = $2, head = $3, line_manager = $4, version = version + 1 WHERE id = $1",
        team.id(), team.name(), team.head(), team.lineManager());
  }

  /** The teams this person is head or line manager of. */
  List<Team> ledBy(Sql sql, PersonId person) {
    return sql.query(TEAM + "WHERE head = $1 OR line_manager = $1 ORDER BY name", TeamStore::team, person);
  }

  private static Team team(Row row) {
    return new Team(
        new TeamId(row.getLong("id")),
        row.getString("name"),
        Optional.ofNullable(row.getLong("head")).map(PersonId::new),
        Optional.ofNullable(row.getLong("line_manager")).map(PersonId::new),
        row.getLong("version"));
  }
}
