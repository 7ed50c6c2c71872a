package io.scoutline.clients.imports;

import io.scoutline.audit.AuditLog;
import io.scoutline.clients.imports.base.Batch;
import io.scoutline.clients.imports.base.Outcome;
import io.scoutline.clients.imports.base.TargetStore;
import io.scoutline.clients.imports.base.TargetWriterStore;
import io.scoutline.clients.imports.file.Columns;
import io.scoutline.clients.imports.file.CsvFile;
import io.scoutline.clients.imports.file.CsvFormat;
import io.scoutline.clients.imports.file.FormatDetector;
import io.scoutline.clients.imports.file.ImportField;
import io.scoutline.clients.imports.file.ImportRow;
import io.scoutline.clients.imports.file.RowReader;
import io.scoutline.clients.imports.file.UnreadableFile;
import io.scoutline.clients.imports.file.Vocabulary;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Loads a file in one transaction, batch by batch; of the file never more than a batch is in memory. Trying it is the
 * same work, taken back at the end, so that the answer is what loading would do. For a plain thread of its own: it
 * reads and computes for as long as the file is.
 */
final class Importer {

  /** So many rows are matched and written together. */
  static final int BATCH = 1_000;

  private static final int SAMPLE = 5;
  private static final int MOST_SHOWN = 500;

  /** Takes the transaction back. */
  private static final class OnlyTried extends RuntimeException {
    private final transient ImportResult result;

    OnlyTried(ImportResult result) {
      super(null, null, false, false);
      this.result = result;
    }
  }

  private final TargetStore targets = new TargetStore();
  private final TargetWriterStore writer = new TargetWriterStore();
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
   * @param report where the report is written
   * @param progress told how many rows are done
   * @throws UnreadableFile when the file is no table; nothing was changed
   */
  ImportResult load(ImportOrder order, Path report, IntConsumer progress) throws IOException {
    CsvFormat format = FormatDetector.detect(order.file(), order.charset(), order.separator());
    List<List<String>> sample = new ArrayList<>();
    Columns columns;
    try (var file = new CsvFile(order.file(), format)) {
      Columns proposed = Columns.proposed(file.header());
      boolean mayAssign = order.actor().seesWholeCompany();
      columns = order.fields().map(proposed::as).orElse(mayAssign ? proposed : proposed.withoutAssignments());
      for (Optional<CsvFile.Row> row = file.next(); row.isPresent() && sample.size() < SAMPLE; row = file.next()) {
        sample.add(row.get().cells());
      }
    }
    String missing = missing(columns);
    if (!missing.isEmpty()) {
      return new ImportResult(OptionalLong.empty(), format, columns, sample, missing, Totals.NONE, List.of());
    }
    try {
      return database.transaction(sql -> new Loading(sql, order, format, columns, sample, progress).load(report));
    } catch (OnlyTried tried) {
      return tried.result;
    }
  }

  private static String missing(Columns columns) {
    if (!columns.has(ImportField.NAME) && !columns.has(ImportField.FIRM)) {
      return "name";
    }
    return columns.repeated().stream().findFirst().map(field -> "only_one_" + field.code()).orElse("");
  }

  /** One file in its transaction. */
  private final class Loading {

    private final Sql sql;
    private final ImportOrder order;
    private final CsvFormat format;
    private final Columns columns;
    private final List<List<String>> sample;
    private final IntConsumer progress;
    private final List<Outcome> shown = new ArrayList<>();
    private final Instant now = clock.instant();
    private Totals totals = Totals.NONE;

    Loading(Sql sql, ImportOrder order, CsvFormat format, Columns columns, List<List<String>> sample,
        IntConsumer progress) {
      this.sql = sql;
      this.order = order;
      this.format = format;
      this.columns = columns;
      this.sample = sample;
      this.progress = progress;
    }

    ImportResult load(Path reportPath) {
      PersonId by = order.actor().person();
      long importId = imports.begin(sql, order.fileName(), format, columns, by, now);
      var reader = new RowReader(columns, new Vocabulary(people.get()), region, order.leavingOut());
      List<String> headers = columns.columns().stream().map(Columns.Column::header).toList();
      try (var file = new CsvFile(order.file(), format);
          var report = new CsvReport(reportPath, headers, order.language())) {
        var rows = new ArrayList<ImportRow>(BATCH);
        for (Optional<CsvFile.Row> row = file.next(); row.isPresent(); row = file.next()) {
          rows.add(reader.read(row.get()));
          if (rows.size() == BATCH) {
            loadBatch(importId, rows, report);
            rows.clear();
          }
        }
        loadBatch(importId, rows, report);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      imports.finish(sql, importId, totals);
      audit.record(sql, order.actor(), "clients.imported", "import:" + importId,
          Map.of("file", order.fileName(), "rows", totals.rows(), "created", totals.created(),
              "completed", totals.completed(), "refused", totals.refused()));
      var result = new ImportResult(order.dry() ? OptionalLong.empty() : OptionalLong.of(importId), format, columns,
          sample, "", totals, shown);
      if (order.dry()) {
        throw new OnlyTried(result);
      }
      return result;
    }

    private void loadBatch(long importId, List<ImportRow> rows, CsvReport report) {
      List<ImportRow.Readable> readable = rows.stream()
          .filter(ImportRow.Readable.class::isInstance).map(ImportRow.Readable.class::cast).toList();
      var outcomes = new ArrayList<Outcome>(rows.size());
      rows.stream().filter(ImportRow.Refused.class::isInstance)
          .forEach(row -> outcomes.add(Outcome.of((ImportRow.Refused) row)));
      if (!readable.isEmpty()) {
        Batch batch = targets.batch(sql, importId, readable);
        readable.forEach(batch::place);
        writer.write(sql, importId, order.actor().person(), now, batch.targets());
        outcomes.addAll(batch.outcomes());
      }
      outcomes.sort(Comparator.comparingInt(Outcome::line));
      tell(importId, outcomes, report);
    }

    private void tell(long importId, List<Outcome> outcomes, CsvReport report) {
      outcomes.forEach(outcome -> totals = totals.plus(outcome));
      List<Outcome> worth = outcomes.stream().filter(Outcome::isWorthAWord).map(this::withoutFleetingId).toList();
      worth.forEach(report::add);
      worth.stream().limit(MOST_SHOWN - shown.size()).forEach(shown::add);
      if (!order.dry()) {
        imports.report(sql, importId, worth);
      }
      progress.accept(totals.rows());
    }

    /** A client that was only tried has no identity to be looked up by. */
    private Outcome withoutFleetingId(Outcome outcome) {
      return order.dry() && outcome.kind() == Outcome.Kind.CREATED
          ? new Outcome(outcome.line(), outcome.kind(), Optional.empty(), outcome.remarks(), outcome.cells())
          : outcome;
    }
  }
}
