package io.scoutline.bench;

import io.scoutline.bench.Samples.Summary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The one table that the benchmark prints. Pure. */
record Table(Instant at, List<String> machine, List<Comparison> comparisons, List<String> remarks) {

  private static final String ROW = "  %-38s %9s %9s %9s %9s %9s";

  String text() {
    var lines = new ArrayList<String>();
    lines.add("Scoutline benchmark, " + at.truncatedTo(ChronoUnit.MINUTES));
    lines.addAll(machine);
    lines.add("");
    lines.add(line("milliseconds", "samples", "p50", "p95", "p99", "max"));
    for (Comparison comparison : comparisons) {
      lines.add(comparison.what());
      lines.add(line("Scoutline", comparison.ours()));
      lines.add(line(comparison.baselineName(), comparison.baseline()));
      lines.add(ratios(comparison));
      comparison.notes().forEach(note -> lines.add("  " + note));
    }
    lines.add("");
    lines.addAll(remarks);
    return String.join("\n", lines) + "\n";
  }

  private static String ratios(Comparison comparison) {
    Summary ours = comparison.ours();
    Summary baseline = comparison.baseline();
    return line("ratio", "", times(ours.p50() / baseline.p50()), times(ours.p95() / baseline.p95()),
        times(comparison.ratioAtP99()), "") + "   goal: p99 at most " + times(comparison.mostAtP99()) + ", "
        + (comparison.holds() ? "holds" : "misses");
  }

  private static String line(String name, Summary summary) {
    return line(name, String.format(Locale.ROOT, "%,d", summary.count()), ms(summary.p50()), ms(summary.p95()),
        ms(summary.p99()), ms(summary.max()));
  }

  private static String line(String name, String... cells) {
    var all = new ArrayList<Object>(List.of(name));
    all.addAll(List.of(cells));
    return String.format(Locale.ROOT, ROW, all.toArray());
  }

  private static String ms(double milliseconds) {
    return String.format(Locale.ROOT, milliseconds < 10 ? "%.2f" : "%.1f", milliseconds);
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f×", ratio);
  }
}
