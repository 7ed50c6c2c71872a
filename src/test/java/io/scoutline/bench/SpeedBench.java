package io.scoutline.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn -Pbench verify}: prints one table and keeps it in {@code target/benchmark.txt}. Slowness is shown and
 * never fails; what fails is a figure for which the samples could not be taken. See docs/performance.md.
 */
class SpeedBench {

  private final Clock clock = Clock.systemUTC();
  private final BenchSettings settings = BenchSettings.read();
  private final Machine machine = new Machine();

  @Test
  void the_product_beside_its_baselines() throws Exception {
    var described = new ArrayList<>(machine.description());
    var remarks = new ArrayList<String>();
    var comparisons = new ArrayList<Comparison>(pops(described, remarks));
    comparisons.add(new RouteBench().run(settings, clock));
    String table = new Table(clock.instant(), described, comparisons, remarks).text();
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "benchmark.txt"), table);
    System.out.println("\n" + table);
  }

  private List<Comparison> pops(List<String> described, List<String> remarks) throws Exception {
    try (var office = new BenchOffice(Path.of("target", "bench").toAbsolutePath(),
        new HostClock(clock), machine)) {
      described.add("Chromium " + office.pages().version() + ", headless, PostgreSQL " + office.databaseVersion());
      List<ClockOffset> before = office.clockOffsets();
      List<Double> frames = office.pages().frames();
      var comparisons = new ArrayList<Comparison>();
      var pop = new PopBench(office);
      for (double load : settings.loads()) {
        comparisons.add(pop.run(load, settings));
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
      return comparisons;
    }
  }
}
