package io.scoutline.clients.search;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.TeamId;
import java.util.List;
import java.util.Set;

/** A {@link Scope} as a condition on {@code clients.client c}. */
record ScopeClause(String sql, List<Object> parameters) {

  /** @param first the number of the first parameter that is free */
  static ScopeClause of(Scope scope, int first) {
    return switch (scope) {
      case Scope.Whole() -> new ScopeClause("true", List.of());
      case Scope.Part(PersonId own, boolean unowned, Set<TeamId> teams) -> part(own, unowned, teams, first);
      case Scope.OneByOne() -> new ScopeClause("false", List.of());
    };
  }

  private static ScopeClause part(PersonId own, boolean unowned, Set<TeamId> teams, int first) {
    String me = "$" + first;
    var sql = new StringBuilder("(c.owner = ").append(me).append(" OR c.second = ").append(me)
        .append(" OR c.scout = ").append(me);
    if (unowned) {
      sql.append(" OR c.owner IS NULL");
    }
    if (teams.isEmpty()) {
      return new ScopeClause(sql.append(')').toString(), List.of(own));
    }
    String members = "(SELECT person FROM people.person_team WHERE team = ANY($" + (first + 1) + "))";
    sql.append(" OR c.owner IN ").append(members).append(" OR c.scout IN ").append(members).append(')');
    return new ScopeClause(sql.toString(), List.of(own, teams.toArray(TeamId[]::new)));
  }
}
