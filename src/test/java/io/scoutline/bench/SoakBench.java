package io.scoutline.bench;

import io.scoutline.Await;
import io.scoutline.pbx.simulator.scenario.LoadProfile;
import io.scoutline.pbx.simulator.traffic.LoadRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Five calls a second for a long time: whether the server's memory grows with them. */
final class SoakBench {

  private static final double CALLS_A_SECOND = 5;
  private static final double MB = 1 << 20;
  private static final Duration USUAL_INTERVAL = Duration.ofMinutes(1);
  private static final int FEWEST_READINGS = 6;
  /** What is compiled, pooled and remembered at the beginning is no growth; the tracker remembers 2,000 calls. */
  private static final double SETTLING = 0.25;
  private static final long PATIENCE_S = 120;

  private final Path folder;
  private final Clock clock;

  SoakBench(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  void run(Duration length, Report report) throws Exception {
    Duration interval = length.dividedBy(FEWEST_READINGS).compareTo(USUAL_INTERVAL) < 0
        ? length.dividedBy(FEWEST_READINGS) : USUAL_INTERVAL;
    var heaps = new ArrayList<Double>();
    var processes = new ArrayList<Double>();
    var lines = new ArrayList<Figures.Line>();
    try (var office = QuietOffice.open(folder, Optional.empty());
        LoadRun load = office.pbx().load(LoadProfile.of(CALLS_A_SECOND, length, QuietOffice::shortCall))) {
      Instant began = clock.instant();
      for (int reading = 1; reading <= length.dividedBy(interval); reading++) {
        Instant due = began.plus(interval.multipliedBy(reading));
        Duration left = Duration.between(clock.instant(), due);
        Await.elapse(left.isNegative() ? Duration.ZERO : left);
        heaps.add(office.server().heap().live() / MB);
        processes.add(office.server().heap().resident() / MB);
        lines.add(Figures.Line.of("after " + clockOf(interval.multipliedBy(reading)) + ", " + load.ended()
            + " calls", "%.1f", heaps.getLast(), processes.getLast()));
      }
      int calls = load.completion().get(PATIENCE_S, TimeUnit.SECONDS).size();
      Await.until(() -> office.openRows() == 0 && office.endedRows() == calls,
          () -> office.endedRows() + " of " + calls + " calls are over by the rows, " + office.openRows() + " open");
      report.add(new Figures(String.format(Locale.ROOT, "%.0f calls a second for %s", CALLS_A_SECOND,
          clockOf(length)), List.of("megabytes", "heap", "process"), lines,
          List.of(slope("heap", heaps, interval), slope("process", processes, interval),
              calls + " calls began, each has its row")));
    }
  }

  private static String clockOf(Duration time) {
    return String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  private static String slope(String what, List<Double> megabytes, Duration interval) {
    List<Double> settled = megabytes.subList((int) (megabytes.size() * SETTLING), megabytes.size());
    return String.format(Locale.ROOT, "%s: %+.2f MB an hour, by the last %d readings", what,
        Slope.of(settled) * Duration.ofHours(1).toMillis() / interval.toMillis(), settled.size());
  }
}
