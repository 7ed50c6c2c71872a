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
  /** Until what is remembered is full, above all the tracker's 2,000 calls and the messages of each desk's stream. */
  private static final double SETTLING = 1 / 3.0;
  /** The board counts today's calls, and keeps some hundred bytes of each until the day is over. */
  private static final double MOST_MB_AN_HOUR = 16;
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
          List.of(slopes(slope(heaps, interval), slope(processes, interval)),
              calls + " calls began, each has its row")));
    }
  }

  private static String clockOf(Duration time) {
    return String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  private static String slopes(double heap, double process) {
    return String.format(Locale.ROOT, "an hour by the last two thirds: heap %+.1f MB, process %+.1f MB; goal: heap at"
        + " most %.0f MB, %s", heap, process, MOST_MB_AN_HOUR, heap <= MOST_MB_AN_HOUR ? "holds" : "misses");
  }

  /** Megabytes an hour. */
  private static double slope(List<Double> megabytes, Duration interval) {
    List<Double> settled = megabytes.subList((int) (megabytes.size() * SETTLING), megabytes.size());
    return Slope.of(settled) * Duration.ofHours(1).toMillis() / interval.toMillis();
  }
}
