package io.scoutline.bench;

import io.scoutline.bench.Samples.Summary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The one table that the benchmark prints. Pure. */
record Table(Instant at, List<String> machine, List<? extends Section> sections, List<String> remarks) {

  private static final String NAME = "  %-38s";
  private static final String CELL = " %9s";

  String text() {
    var lines = new ArrayList<String>();
    lines.add("Scoutline benchmark, " + at.truncatedTo(ChronoUnit.MINUTES));
    lines.addAll(machine);
    List<String> heads = List.of();
    for (Section section : sections) {
      if (!section.heads().equals(heads)) {
        heads = section.heads();
        lines.add("");
        lines.add(line(heads.getFirst(), heads.subList(1, heads.size())));
      }
      lines.add(section.what());
      switch (section) {
        case Comparison comparison -> add(comparison, lines);
        case Figures figures -> figures.lines().forEach(one -> lines.add(line(one.name(), one.cells())));
      }
      section.notes().forEach(note -> lines.add("  " + note));
    }
    lines.add("");
    lines.addAll(remarks);
    return String.join("\n", lines) + "\n";
  }

  private static void add(Comparison comparison, List<String> lines) {
    lines.add(line("Scoutline", comparison.ours().cells()));
    lines.add(line(comparison.baselineName(), comparison.baseline().cells()));
    lines.add(ratios(comparison));
  }

  private static String ratios(Comparison comparison) {
    Summary ours = comparison.ours();
    Summary baseline = comparison.baseline();
    return line("ratio", List.of("", times(ours.p50() / baseline.p50()), times(ours.p95() / baseline.p95()),
        times(comparison.ratioAtP99()), "")) + "   goal: p99 at most " + times(comparison.mostAtP99()) + ", "
        + (comparison.holds() ? "holds" : "misses");
  }

  private static String line(String name, List<String> cells) {
    var line = new StringBuilder(String.format(Locale.ROOT, NAME, name));
    cells.forEach(cell -> line.append(String.format(Locale.ROOT, CELL, cell)));
    return line.toString();
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2f×", ratio);
  }
}
