package io.scoutline.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn -Pbench verify}: prints one table and keeps it, as far as it has come, in
 * {@code target/benchmark.txt}. Slowness is shown and
 * never fails; what fails is a figure for which the samples could not be taken. See docs/performance.md.
 */
class SpeedBench {

  private static final Path KEPT = Path.of("target", "benchmark.txt");
  /** Emptied by each part that works in it; keeps the last server's log and data. */
  private static final Path FOLDER = Path.of("target", "bench").toAbsolutePath();

  private final Clock clock = Clock.systemUTC();
  private final BenchSettings settings = BenchSettings.read();
  private final Machine machine = new Machine();
  private final Report report = new Report(clock, KEPT, machine.description());

  @Test
  void the_product_beside_its_baselines() throws Exception {
    for (BenchPart part : settings.parts()) {
      run(part);
    }
    System.out.println("\n" + report.text());
  }

  private void run(BenchPart part) throws Exception {
    switch (part) {
      case POPS -> pops();
      case ROUTES -> report.add(new RouteBench().run(settings, clock));
      case EVENTS -> new EventBench(FOLDER, clock).run(settings.events(), report);
      case OPEN -> {
        new OpenCallsBench(FOLDER).run(settings.open().calls(), report);
        new TrackerBench().run(settings.open().tracked(), report);
      }
      case SIMULATOR -> new SimulatorBench().run(settings.simulator(), report);
      case RECORDING -> new RecordingBench(FOLDER).run(settings.recording(), report);
      case SOAK -> new SoakBench(FOLDER, clock).run(settings.soak(), report);
    }
  }

  private void pops() throws Exception {
    try (var office = new BenchOffice(FOLDER, new HostClock(clock), machine)) {
      report.describe("Chromium " + office.pages().version() + ", headless, PostgreSQL " + office.databaseVersion());
      List<ClockOffset> before = office.clockOffsets();
      List<Double> frames = office.pages().frames();
      var pop = new PopBench(office);
      Samples.Summary cold = pop.cold(settings);
      report.remark("The first %d cards after the server's start, under the heaviest load and not counted above: p50"
          + " %.0f ms, p99 %.0f ms.", cold.count(), cold.p50(), cold.p99());
      for (double load : settings.loads()) {
        report.add(pop.run(load, settings));
      }
      report.remark("A frame lasts %.1f ms in the desk's window and %.1f ms beside it; one to two are in every paint"
          + " above.", frames.get(0), frames.get(1));
      List<ClockOffset> after = office.clockOffsets();
      report.remark("The pages' clocks against the host's, desk and bare page: before %s and %s,", before.get(0),
          before.get(1));
      report.remark("after %s and %s.", after.get(0), after.get(1));
      if (office.refusedWriteUps() > 0) {
        report.remark("%d write-ups were refused and tried again: the server was overloaded.",
            office.refusedWriteUps());
      }
    }
  }
}
