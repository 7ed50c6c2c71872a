package io.scoutline.bench;

import io.scoutline.Await;
import io.scoutline.pbx.simulator.scenario.LoadProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What many calls at once cost the server in memory: what is reachable in its heap while none is open and while all
 * are. Each of the two hundred people talks with one client; whoever else calls waits in the queue.
 */
final class OpenCallsBench {

  private static final double MOST_MB = 512;
  private static final double MB = 1 << 20;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final double WARM_UP_RATE = 20;
  private static final Duration APART = Duration.ofMillis(20);
  private static final List<String> HEADS = List.of("megabytes", "heap", "process");

  private final Path folder;

  OpenCallsBench(Path folder) {
    this.folder = folder;
  }

  void run(int calls, Report report) throws Exception {
    try (var office = QuietOffice.open(folder, Optional.empty())) {
      office.pbx().load(LoadProfile.of(WARM_UP_RATE, WARM_UP, QuietOffice::shortCall)).completion()
          .get(120, TimeUnit.SECONDS);
      Await.until(() -> office.openRows() == 0, "the calls of the warm-up did not end");
      ServerHeap heap = office.server().heap();
      double before = heap.live() / MB;
      double processBefore = heap.resident() / MB;
      for (int call = 0; call < calls; call++) {
        office.pbx().call(QuietOffice.from(call % BenchCompany.PEOPLE, call / BenchCompany.PEOPLE)
            .talk(Duration.ofHours(1)).clientHangsUp());
        Await.elapse(APART);
      }
      Await.until(() -> office.openRows() == calls, Duration.ofMinutes(3),
          () -> office.openRows() + " calls are open by the rows");
      double after = heap.live() / MB;
      report.add(new Figures(String.format(Locale.ROOT, "%,d calls open at once, 200 people at their desks", calls),
          HEADS, List.of(Figures.Line.of("no call open", "%.1f", before, processBefore),
              Figures.Line.of(String.format(Locale.ROOT, "%,d calls open", calls), "%.1f", after,
                  heap.resident() / MB)),
          List.of(String.format(Locale.ROOT, "%.1f kB of heap for each call; goal: heap at most %.0f MB, %s",
              (after - before) * 1_024 / calls, MOST_MB, after <= MOST_MB ? "holds" : "misses"))));
    }
  }
}
