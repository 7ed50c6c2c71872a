package io.scoutline.clients.imports;

import io.scoutline.audit.AuditLog;
import io.scoutline.clients.imports.base.Batch;
import io.scoutline.clients.imports.base.Hold;
import io.scoutline.clients.imports.base.Origin;
import io.scoutline.clients.imports.base.Outcome;
import io.scoutline.clients.imports.base.Tables;
import io.scoutline.clients.imports.base.TargetStore;
import io.scoutline.clients.imports.base.TargetWriterStore;
import io.scoutline.clients.imports.file.ImportRow;
import io.scoutline.clients.imports.file.Remark;
import io.scoutline.kernel.Actor;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.DatabaseFault;
import io.scoutline.platform.database.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a file part by part. A part is a transaction of its own, which holds the clients that its rows mean and no
 * others, and writes with them how far the load has come: the record of an import is true at every moment, whatever
 * ends it. A client that somebody else is changing is passed over; its rows are tried once more at the end, and
 * refused if it is still held. For one file and thread, which may wait.
 */
final class Load {

  private static final Logger LOG = LoggerFactory.getLogger(Load.class);
  /** For what is not a client being changed: a part waits for nothing longer than that. */
  private static final Duration PART_WAITS = Duration.ofSeconds(2);
  /** For each of the first few clients that are still held at the end; for those after them hardly at all. */
  private static final Duration CLIENT_WAITS = Duration.ofSeconds(1);
  private static final Duration HARDLY = Duration.ofMillis(20);
  private static final int PATIENCE = 3;
  /** So many rows are put aside in memory; more are refused at once. */
  private static final int MOST_ASIDE = 1_000;

  private final TargetStore targets = new TargetStore();
  private final TargetWriterStore writer = new TargetWriterStore();
  private final ImportStore imports;
  private final Database database;
  private final AuditLog audit;
  private final Actor actor;
  private final String fileName;
  private final Tally tally;
  private final Watch watch;
  private final Origin origin;
  private final Instant now;
  private final List<ImportRow.Readable> aside = new ArrayList<>();
  private int lastLine;
  private int patience = PATIENCE;

  Load(ImportStore imports, Database database, AuditLog audit, LoadPlan plan, Tally tally, Watch watch,
      Instant now) {
    this.imports = imports;
    this.database = database;
    this.audit = audit;
    this.tally = tally;
    this.watch = watch;
    this.now = now;
    actor = plan.order().actor();
    fileName = plan.order().fileName();
    origin = database.transaction(sql -> {
      List<Long> earlier = imports.ofFile(sql, plan.digest());
      long id = imports.begin(sql, plan, now);
      audit.record(sql, actor, "clients.import_begun", "import:" + id, Map.of("file", fileName));
      return new Origin(id, Stream.concat(earlier.stream(), Stream.of(id)).toList());
    });
    watch.begun(origin.importId());
  }

  long importId() {
    return origin.importId();
  }

  /** Each row up to this line is dealt with: loaded or refused. */
  int doneThrough() {
    return doneThrough(aside, lastLine);
  }

  private static int doneThrough(List<ImportRow.Readable> stillAside, int last) {
    return stillAside.isEmpty() ? last : stillAside.getFirst().line() - 1;
  }

  /** Loads the rows together, or, when the database does not take them so, each by itself. */
  void part(List<ImportRow> rows) {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("the server stops");
    }
    watch.goOn();
    var part = Part.of(rows);
    try {
      together(part);
    } catch (DatabaseFault fault) {
      if (!isOfTheRows(fault)) {
        throw fault;
      }
      rows.forEach(row -> {
        watch.goOn();
        alone(Part.of(List.of(row)));
      });
    }
  }

  private void together(Part part) {
    var putAside = new ArrayList<>(aside);
    List<Outcome> outcomes = database.transaction(sql -> {
      imports.waitAtMost(sql, PART_WAITS);
      Batch batch = write(sql, Hold.PASS_OVER, part.readable());
      var refusedNow = new ArrayList<>(batch.outcomes());
      for (ImportRow.Readable row : batch.aside()) {
        if (putAside.size() < MOST_ASIDE) {
          putAside.add(row);
        } else {
          refusedNow.add(refused(row, Remark.Code.CLIENT_BUSY));
        }
      }
      List<Outcome> all = part.with(refusedNow);
      note(sql, all, doneThrough(putAside, part.lastLine()));
      return all;
    });
    aside.clear();
    aside.addAll(putAside);
    lastLine = part.lastLine();
    tally.add(outcomes);
  }

  private void alone(Part part) {
    try {
      together(part);
    } catch (DatabaseFault fault) {
      if (!isOfTheRows(fault) || part.readable().isEmpty()) {
        throw fault;
      }
      refuse(part.readable().getFirst(), fault, part.lastLine());
    }
  }

  /** Tries what was put aside once more, waiting a little for whoever has it; in the order of the lines. */
  void whatWasPutAside() {
    while (!aside.isEmpty()) {
      watch.goOn();
      ImportRow.Readable row = aside.getFirst();
      List<ImportRow.Readable> rest = List.copyOf(aside.subList(1, aside.size()));
      try {
        List<Outcome> outcomes = database.transaction(sql -> {
          imports.waitAtMost(sql, patience > 0 ? CLIENT_WAITS : HARDLY);
          Batch batch = write(sql, Hold.WAIT, List.of(row));
          List<Outcome> all = Stream.concat(batch.outcomes().stream(),
              batch.aside().stream().map(gone -> refused(gone, Remark.Code.CLIENT_BUSY))).toList();
          note(sql, all, doneThrough(rest, lastLine));
          return all;
        });
        aside.removeFirst();
        tally.add(outcomes);
      } catch (DatabaseFault fault) {
        if (!isOfTheRows(fault)) {
          throw fault;
        }
        patience--;
        aside.removeFirst();
        refuse(row, fault, lastLine);
      }
    }
  }

  private Batch write(Sql sql, Hold hold, List<ImportRow.Readable> rows) {
    Batch batch = targets.held(sql, hold, origin, rows);
    rows.forEach(batch::place);
    writer.write(sql, Tables.BASE, origin.importId(), actor.person(), now, batch.targets());
    return batch;
  }

  private void refuse(ImportRow.Readable row, DatabaseFault fault, int through) {
    Outcome outcome =
        refused(row, fault.isForTheData() ? Remark.Code.NOT_STORED : Remark.Code.CLIENT_BUSY);
    database.inTransaction(sql -> note(sql, List.of(outcome), doneThrough(aside, through)));
    lastLine = through;
    tally.add(List.of(outcome));
  }

  private static Outcome refused(ImportRow.Readable row, Remark.Code why) {
    return Outcome.of(new ImportRow.Refused(row.line(), List.of(Remark.of(why, "")), row.cells()));
  }

  /** The record grows with what it tells of. */
  private void note(Sql sql, List<Outcome> outcomes, int through) {
    imports.report(sql, origin.importId(), Tally.worthAWord(outcomes));
    imports.reached(sql, origin.importId(), tally.totals().plus(outcomes), through);
  }

  /** Somebody holds what a row needs, or the row holds what the database does not take: no other row is to suffer. */
  private static boolean isOfTheRows(DatabaseFault fault) {
    return fault.isForTheData() || fault.isForALock();
  }

  void finish() {
    database.inTransaction(sql -> {
      imports.complete(sql, origin.importId(), lastLine);
      audit.record(sql, actor, "clients.imported", "import:" + origin.importId(), counts());
    });
  }

  /** As far as the database lets it be written down; the record of the import tells it in any case. */
  void stopped(Actor by) {
    try {
      var detail = new LinkedHashMap<>(counts());
      detail.put("line", doneThrough());
      audit.record(database, by, "clients.import_stopped", "import:" + origin.importId(), detail);
    } catch (RuntimeException away) {
      LOG.warn("that import {} was stopped is not on the audit: {}", origin.importId(), away.toString());
    }
  }

  private Map<String, Object> counts() {
    Totals totals = tally.totals();
    var counts = new LinkedHashMap<String, Object>();
    counts.put("file", fileName);
    counts.put("rows", totals.rows());
    counts.put("created", totals.created());
    counts.put("completed", totals.completed());
    counts.put("refused", totals.refused());
    return counts;
  }
}
