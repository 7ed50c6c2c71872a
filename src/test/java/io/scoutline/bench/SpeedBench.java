package io.scoutline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn -Pbench verify}: prints one table and keeps it, as far as it has come, in
 * {@code target/benchmark.txt}. Slowness is shown and
 * never fails; what fails is a figure for which the samples could not be taken. See docs/performance.md.
 */
class SpeedBench {

  private static final Path KEPT = Path.of("target", "benchmark.txt");

  private final Clock clock = Clock.systemUTC();
  private final BenchSettings settings = BenchSettings.read();
  private final Machine machine = new Machine();

  private final List<String> described = new ArrayList<>(machine.description());
  private final List<Comparison> comparisons = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  @Test
  void the_product_beside_its_baselines() throws Exception {
    pops();
    add(new RouteBench().run(settings, clock));
    System.out.println("\n" + table());
  }

  private void pops() throws Exception {
    try (var office = new BenchOffice(Path.of("target", "bench").toAbsolutePath(),
        new HostClock(clock), machine)) {
      described.add("Chromium " + office.pages().version() + ", headless, PostgreSQL " + office.databaseVersion());
      List<ClockOffset> before = office.clockOffsets();
      List<Double> frames = office.pages().frames();
      var pop = new PopBench(office);
      Samples.Summary cold = pop.cold(settings);
      remarks.add(String.format(Locale.ROOT, "The first %d cards after the server's start, under the heaviest load and"
          + " not counted above: p50 %.0f ms, p99 %.0f ms.", cold.count(), cold.p50(), cold.p99()));
      for (double load : settings.loads()) {
        add(pop.run(load, settings));
      }
      remarks.add(String.format(Locale.ROOT, "A frame lasts %.1f ms in the desk's window and %.1f ms beside it; one"
          + " to two are in every paint above.", frames.get(0), frames.get(1)));
      List<ClockOffset> after = office.clockOffsets();
      remarks.add("The pages' clocks against the host's, desk and bare page: before " + before.get(0) + " and "
          + before.get(1) + ",");
      remarks.add("after " + after.get(0) + " and " + after.get(1) + ".");
      if (office.refusedWriteUps() > 0) {
        remarks.add(office.refusedWriteUps() + " write-ups were refused and tried again: the server was overloaded.");
      }
    }
  }

  /** A run that is cut short leaves the figures it has. */
  private void add(Comparison comparison) throws IOException {
    comparisons.add(comparison);
    Files.createDirectories(KEPT.getParent());
    Files.writeString(KEPT, table());
  }

  private String table() {
    return new Table(clock.instant(), described, comparisons, remarks).text();
  }
}
