package io.scoutline.clients.imports;

import io.scoutline.clients.imports.base.Outcome;
import java.util.Collection;

/** How many rows a file had and what became of them; the last four come to the first. */
public record Totals(int rows, int created, int completed, int unchanged, int refused) {

  static final Totals NONE = new Totals(0, 0, 0, 0, 0);

  Totals plus(Collection<Outcome> outcomes) {
    Totals totals = this;
    for (Outcome outcome : outcomes) {
      totals = totals.plus(outcome);
    }
    return totals;
  }

  private Totals plus(Outcome outcome) {
    return switch (outcome.kind()) {
      case CREATED -> new Totals(rows + 1, created + 1, completed, unchanged, refused);
      case COMPLETED -> new Totals(rows + 1, created, completed + 1, unchanged, refused);
      case UNCHANGED -> new Totals(rows + 1, created, completed, unchanged + 1, refused);
      case REFUSED -> new Totals(rows + 1, created, completed, unchanged, refused + 1);
    };
  }
}
