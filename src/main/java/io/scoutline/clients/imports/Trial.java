package io.scoutline.clients.imports;

import io.scoutline.clients.imports.base.Batch;
import io.scoutline.clients.imports.base.Origin;
import io.scoutline.clients.imports.base.Outcome;
import io.scoutline.clients.imports.base.Tables;
import io.scoutline.clients.imports.base.TargetStore;
import io.scoutline.clients.imports.base.TargetWriterStore;
import io.scoutline.clients.imports.base.TrialStore;
import io.scoutline.clients.imports.file.ImportRow;
import io.scoutline.platform.database.Sql;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tries a file: the same work as {@link Load}, done to copies of the clients it meets, so that the answer is what
 * loading would do and nobody waits for it. For one file, in one transaction, on the thread of that.
 */
final class Trial {

  private final TargetStore targets = new TargetStore();
  private final TargetWriterStore writer = new TargetWriterStore();
  private final Sql sql;
  private final ImportOrder order;
  private final Tally tally;
  private final Origin origin;
  private final Instant now;

  /** @param earlier loads of the same file */
  Trial(Sql sql, ImportOrder order, Tally tally, List<Long> earlier, Instant now) {
    this.sql = sql;
    this.order = order;
    this.tally = tally;
    this.now = now;
    origin = new Origin(0, Stream.concat(earlier.stream(), Stream.of(0L)).toList());
    new TrialStore().open(sql);
  }

  void part(List<ImportRow> rows) {
    var part = Part.of(rows);
    Batch batch = targets.trial(sql, origin, part.readable());
    part.readable().forEach(batch::place);
    writer.write(sql, Tables.TRIED, origin.importId(), order.actor().person(), now, batch.targets());
    tally.add(part.with(batch.outcomes()).stream().map(Trial::withoutFleetingId)
        .sorted(Comparator.comparingInt(Outcome::line)).toList());
  }

  /** A client that was only tried has no identity to be looked up by. */
  private static Outcome withoutFleetingId(Outcome outcome) {
    return outcome.kind() == Outcome.Kind.CREATED
        ? new Outcome(outcome.line(), outcome.kind(), Optional.empty(), outcome.remarks(), outcome.cells())
        : outcome;
  }
}
