package io.scoutline.bench;

import io.scoutline.bench.Samples.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Figures of any unit, a line for each thing that was measured, its baseline among them.
 *
 * @param heads the unit, then what each column holds
 */
record Figures(String what, List<String> heads, List<Line> lines, List<String> notes) implements Section {

  Figures {
    heads = List.copyOf(heads);
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }

  record Line(String name, List<String> cells) {

    Line {
      cells = List.copyOf(cells);
    }

    static Line of(String name, Summary durations) {
      return new Line(name, durations.cells());
    }

    /** @param format of each figure, as {@code %.1f} */
    static Line of(String name, String format, double... figures) {
      return new Line(name, Arrays.stream(figures).mapToObj(figure -> String.format(Locale.ROOT, format, figure))
          .toList());
    }
  }
}
