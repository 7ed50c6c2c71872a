package io.scoutline.clients.imports;

import io.scoutline.clients.imports.base.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What became of the rows so far: counted, told to whoever waits, and written into the report. For one thread. */
final class Tally {

  static final int MOST_SHOWN = 500;
  /** In characters: twenty results are remembered, and each is answered whole. */
  static final int MOST_WEIGHT = 1 << 18;

  private final LoadPlan plan;
  private final CsvReport report;
  private final Watch watch;
  private final List<Outcome> shown = new ArrayList<>();
  private int room = MOST_WEIGHT;
  private Totals totals = Totals.NONE;

  Tally(LoadPlan plan, CsvReport report, Watch watch) {
    this.plan = plan;
    this.report = report;
    this.watch = watch;
  }

  Totals totals() {
    return totals;
  }

  void add(List<Outcome> outcomes) {
    totals = totals.plus(outcomes);
    worthAWord(outcomes).forEach(outcome -> {
      report.add(outcome);
      if (shown.size() < MOST_SHOWN && room > 0) {
        Outcome glance = Glance.of(outcome);
        shown.add(glance);
        room -= Glance.weight(glance);
      }
    });
    watch.done(totals.rows());
  }

  /** On the disk as far as anybody can know, before the load is said to have ended. */
  void finishReport() throws IOException {
    report.finish();
  }

  static List<Outcome> worthAWord(List<Outcome> outcomes) {
    return outcomes.stream().filter(Outcome::isWorthAWord).toList();
  }

  ImportResult result(OptionalLong importId) {
    return new ImportResult(importId, plan.format(), plan.columns(), plan.sample(), "", totals, List.copyOf(shown));
  }
}
