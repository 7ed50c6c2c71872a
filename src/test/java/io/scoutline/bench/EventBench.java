package io.scoutline.bench;

import io.scoutline.Await;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.asterisk.AsteriskLink;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ManagerConnectionFactory;

/**
 * From the moment an event's bytes are due on the AMI socket to the commit of the row that contains it, at one rate
 * after another; and what it costs, beside Asterisk-Java alone with a listener that does nothing, on the same stream
 * at the same rate. PostgreSQL and the feeder share the machine.
 */
final class EventBench {

  private static final double MOST_MS_AT_P99 = 100;
  private static final int GOAL = 5_000;
  /** Until as many calls end as begin. */
  private static final Duration SETTLING = Duration.ofSeconds(3);
  private static final Duration DRAINED_WITHIN = Duration.ofMinutes(2);
  private static final List<String> RECORDINGS = List.of("incoming-answered", "outgoing", "hold", "group-ring",
      "no-answer", "queue", "blind-transfer", "attended-transfer");

  private final Path folder;
  private final Clock clock;
  private final Lags lags = new Lags();
  private final AtomicInteger numbers = new AtomicInteger();
  private final List<Tape> tapes = new ArrayList<>();
  private long rows;

  EventBench(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * @param pace events a second that were really told
   * @param lag empty where nothing is written
   */
  private record Step(int rate, double pace, Optional<Samples.Summary> lag, StageCpu cpu, long events) {

    Step with(Samples.Summary lags) {
      if (lags.count() == 0) {
        throw new IllegalStateException("no event was timed at " + rate + " a second");
      }
      return new Step(rate, pace, Optional.of(lags), cpu, events);
    }

    boolean holds() {
      return lag.orElseThrow().p99() <= MOST_MS_AT_P99;
    }

    double micros(long nanos) {
      return nanos / 1e3 / events;
    }
  }

  void run(BenchSettings.Events settings, Report report) throws Exception {
    for (String recording : RECORDINGS) {
      tapes.add(Tape.read(recording));
    }
    BenchServer.empty(folder);
    var steps = new ArrayList<Step>();
    var alone = new ArrayList<Step>();
    try (var chain = new EventChain(folder.resolve("database"), lags, clock)) {
      report.describe("PostgreSQL " + chain.databaseVersion() + " for the events, its commits on the disk");
      int warmUp = settings.rates().get(settings.rates().size() / 2);
      throughScoutline(chain, warmUp, settings.step());
      throughAsteriskJava(chain, warmUp, settings.step());
      for (int rate : settings.rates()) {
        steps.add(throughScoutline(chain, rate, settings.step()));
        alone.add(throughAsteriskJava(chain, rate, settings.step()));
      }
      if (chain.wholeRows() != rows) {
        throw new IllegalStateException(chain.wholeRows() + " calls are whole by the rows and not " + rows);
      }
    }
    report.add(lagsOf(steps));
    report.add(costOf(steps, alone));
  }

  private Step throughScoutline(EventChain chain, int rate, Duration length) throws Exception {
    try (var feeder = new EventFeeder(tapes, numbers, lags, clock); AsteriskLink link = chain.connect(feeder.port())) {
      Await.until(() -> link.linkState() instanceof LinkState.Up, "the link did not come up");
      feeder.pace(rate);
      Await.elapse(SETTLING);
      feeder.watch(true);
      Step cost = cost(chain, feeder, rate, length);
      feeder.watch(false);
      feeder.pace(0);
      Await.until(() -> feeder.isIdle() && lags.waiting() == 0 && chain.waiting() == 0, DRAINED_WITHIN,
          () -> lags.waiting() + " watched calls are not whole, " + chain.waiting() + " events and calls wait");
      rows += feeder.rows();
      return cost.with(lags.take());
    }
  }

  private Step throughAsteriskJava(EventChain chain, int rate, Duration length) throws Exception {
    try (var feeder = new EventFeeder(tapes, numbers, lags, clock)) {
      ManagerConnection bare = new ManagerConnectionFactory("127.0.0.1", feeder.port(), "scoutline",
          EventFeeder.PASSWORD).createManagerConnection();
      bare.addEventListener(_ -> { });
      bare.login();
      try {
        feeder.pace(rate);
        Await.elapse(SETTLING);
        return cost(chain, feeder, rate, length);
      } finally {
        bare.logoff();
      }
    }
  }

  private static Step cost(EventChain chain, EventFeeder feeder, int rate, Duration length)
      throws InterruptedException {
    long began = System.nanoTime();
    long eventsBefore = feeder.events();
    StageCpu before = chain.cpu();
    Await.elapse(length);
    StageCpu used = chain.cpu().since(before);
    long events = feeder.events() - eventsBefore;
    if (events == 0) {
      throw new IllegalStateException("no event was told at " + rate + " a second");
    }
    return new Step(rate, events / ((System.nanoTime() - began) / 1e9), Optional.empty(), used, events);
  }

  private static Figures lagsOf(List<Step> steps) {
    int highest = steps.stream().filter(Step::holds).mapToInt(Step::rate).max().orElse(0);
    String told = steps.stream().map(step -> String.format(Locale.ROOT, "%,.0f", step.pace()))
        .collect(Collectors.joining(", "));
    return new Figures("AMI bytes → row committed, flight record stored", Samples.Summary.HEADS, steps.stream()
        .map(step -> Figures.Line.of(events(step), step.lag().orElseThrow())).toList(), List.of(
            String.format(Locale.ROOT, "highest rate with p99 within %.0f ms: %,d events a second; goal: %,d, %s",
                MOST_MS_AT_P99, highest, GOAL, highest >= GOAL ? "holds" : "misses"),
            "calls begin by chance; came onto the socket: " + told + " a second"));
  }

  private static Figures costOf(List<Step> steps, List<Step> alone) {
    var lines = new ArrayList<Figures.Line>();
    for (int at = 0; at < steps.size(); at++) {
      lines.add(costOf("Scoutline, " + events(steps.get(at)), steps.get(at)));
      lines.add(costOf("Asterisk-Java, " + events(alone.get(at)), alone.get(at)));
    }
    return new Figures("Processor time of one event", List.of("microseconds", "link", "fold", "write", "rest",
        "database"), lines, List.of("rest: collector and compiler; of Scoutline the link's part is Asterisk-Java's and"
        + " ours together"));
  }

  private static Figures.Line costOf(String name, Step step) {
    StageCpu cpu = step.cpu();
    return Figures.Line.of(name, "%.1f", step.micros(cpu.link()), step.micros(cpu.fold()), step.micros(cpu.write()),
        step.micros(cpu.rest()), step.micros(cpu.database()));
  }

  private static String events(Step step) {
    return String.format(Locale.ROOT, "%,d a second", step.rate());
  }
}
