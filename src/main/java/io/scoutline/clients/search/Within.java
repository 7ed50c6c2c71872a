package io.scoutline.clients.search;

import io.scoutline.kernel.PersonId;
import java.util.ArrayList;
import java.util.List;

/** Where a search looks: what the person may list, and of that only the clients of one owner when they ask for it. */
public record Within(Scope scope, Owner owner) {

  /** Whose clients are asked for. */
  public sealed interface Owner {

    record Any() implements Owner {}

    record Nobody() implements Owner {}

    record One(PersonId person) implements Owner {}
  }

  /** @param first the number of the first parameter that is free */
  ScopeClause clause(int first) {
    ScopeClause seen = ScopeClause.of(scope, first);
    return switch (owner) {
      case Owner.Any() -> seen;
      case Owner.Nobody() -> new ScopeClause(seen.sql() + " AND c.owner IS NULL", seen.parameters());
      case Owner.One(PersonId person) -> {
        List<Object> parameters = new ArrayList<>(seen.parameters());
        parameters.add(person);
        yield new ScopeClause(seen.sql() + " AND c.owner = $" + (first + seen.parameters().size()), parameters);
      }
    };
  }
}
