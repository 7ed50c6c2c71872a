package io.scoutline.clients.imports;

import io.scoutline.audit.AuditLog;
import io.scoutline.clients.imports.file.UnreadableFile;
import io.scoutline.clients.imports.file.Vocabulary;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.platform.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Tries a file or loads it; of the file never more than a part is in memory. For a plain thread of its own: it reads
 * and computes for as long as the file is.
 */
final class Importer {

  /** So many rows are matched, held and written together: what somebody who edits one of them waits for at most. */
  static final int PART = 300;

  private final ImportStore imports = new ImportStore();
  private final Database database;
  private final AuditLog audit;
  private final Supplier<PeopleDirectory> people;
  private final String region;
  private final InstantSource clock;

  Importer(Database database, AuditLog audit, Supplier<PeopleDirectory> people, String region, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.people = people;
    this.region = region;
    this.clock = clock;
  }

  /**
   * @param reportPath where the report is written
   * @throws UnreadableFile when the file is no table; nothing was changed
   * @throws StopAsked when a file that was only tried is not wanted any more; nothing was changed
   * @throws LoadStopped when a load ended before its file; what was committed stays
   */
  ImportResult load(ImportOrder order, Path reportPath, Watch watch) throws IOException {
    LoadPlan plan = LoadPlan.of(order);
    String missing = plan.missing();
    if (!missing.isEmpty()) {
      return new ImportResult(
          OptionalLong.empty(), plan.format(), plan.columns(), plan.sample(), missing, Totals.NONE, List.of());
    }
    try (var report = new CsvReport(reportPath, plan.headers(), order.language())) {
      var tally = new Tally(plan, report, watch);
      return order.dry() ? tried(plan, tally, watch) : loaded(plan, tally, watch);
    }
  }

  private ImportResult tried(LoadPlan plan, Tally tally, Watch watch) {
    return database.transaction(sql -> {
      var trial = new Trial(sql, plan.order(), tally, imports.ofFile(sql, plan.digest()), clock.instant());
      try {
        plan.inParts(PART, new Vocabulary(people.get()), region, rows -> {
          watch.goOn();
          trial.part(rows);
        });
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      return tally.result(OptionalLong.empty());
    });
  }

  private ImportResult loaded(LoadPlan plan, Tally tally, Watch watch) {
    var load = new Load(imports, database, audit, plan, tally, watch, clock.instant());
    var id = OptionalLong.of(load.importId());
    try {
      plan.inParts(PART, new Vocabulary(people.get()), region, load::part);
      load.whatWasPutAside();
      tally.finishReport();
      load.finish();
      return tally.result(id);
    } catch (StopAsked asked) {
      load.stopped(asked.by());
      throw new LoadStopped(tally.result(id), load.doneThrough(), asked);
    } catch (IOException | RuntimeException failure) {
      load.stopped(plan.order().actor());
      throw new LoadStopped(tally.result(id), load.doneThrough(), failure);
    }
  }
}
