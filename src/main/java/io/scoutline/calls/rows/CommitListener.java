package io.scoutline.calls.rows;

import java.util.List;

/**
 * Is told of rows once they are committed, on the writer's thread, which may wait. When the database goes away under a
 * listener the rows are written, and told of, again: it must bear repeats.
 */
@FunctionalInterface
public interface CommitListener {
  void committed(List<CallRow> rows);
}
