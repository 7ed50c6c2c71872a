package io.scoutline.calls.rows;

import io.scoutline.calls.lease.FencedOff;
import io.scoutline.platform.database.DatabaseFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Finds the row that spoils a batch, so that it spoils nothing but itself. */
final class Halving {

  /**
   * Takes the step for all rows at once; where a row's own fault stops that, for ever smaller parts, so that only that
   * row is left out.
   *
   * @return the parts for which the step was taken
   * @throws DatabaseFault when the fault is not a row's own, and all may be tried again
   * @throws FencedOff when another server writes the rows now
   */
  static List<List<CallRow>> apart(List<CallRow> rows, Consumer<List<CallRow>> step,
      BiConsumer<CallRow, RuntimeException> leftOut) {
    try {
      step.accept(rows);
      return List.of(rows);
    } catch (FencedOff replaced) {
      throw replaced;
    } catch (RuntimeException fault) {
      if (fault instanceof DatabaseFault refused && !refused.isForTheData()) {
        throw fault;
      }
      if (rows.size() == 1) {
        leftOut.accept(rows.getFirst(), fault);
        return List.of();
      }
    }
    int half = rows.size() / 2;
    var taken = new ArrayList<>(apart(rows.subList(0, half), step, leftOut));
    taken.addAll(apart(rows.subList(half, rows.size()), step, leftOut));
    return taken;
  }

  private Halving() {}
}
