package io.scoutline.bench;

import io.scoutline.Await;
import io.scoutline.bench.BenchCompany.Caller;
import io.scoutline.bench.TwoPages.Paint;
import io.scoutline.pbx.simulator.scenario.CallHandle;
import io.scoutline.pbx.simulator.scenario.LoadProfile;
import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.traffic.LoadRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * From the bytes on the AMI socket that say a phone rings to the second animation frame after the client's card was
 * put into the page (P3.1), while the other people are called at a steady rate. One call at a time at the person in
 * the browser, rung, answered, ended and written up; between two of them one paint of the bare path.
 */
final class PopBench {

  static final double MOST_AT_P99 = 3;
  private static final double MOST_MS_AT_P95 = 100;
  private static final String DIALLED = "74950000000";
  private static final long PATIENCE_S = 60;
  /** Cards until the load has its pace. */
  private static final int SETTLING = 20;

  private final BenchOffice office;
  private final Random random = new Random(17);
  private final Set<String> finished = new HashSet<>();
  private int calls;
  private int texts;

  /** Paints of one stretch, ours and the baseline's in turn. */
  private record Taken(Samples cards, Samples told, Samples bare) {}

  /** @param told until the desk's message has come on a plain WebSocket of the same person */
  private record Rung(long painted, long told) {}

  PopBench(BenchOffice office) {
    this.office = office;
  }

  /** The first cards of a server that has just been started, under the heaviest load. */
  Samples.Summary cold(BenchSettings settings) throws Exception {
    double heaviest = settings.loads().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    try (LoadRun load = office.pbx().load(LoadProfile.of(heaviest, Duration.ofHours(1), this::elsewhere))) {
      Taken taken = rounds(settings.warmUp());
      end(load);
      return taken.cards().summary();
    }
  }

  private static void end(LoadRun load) throws Exception {
    load.close();
    load.completion().get(PATIENCE_S, TimeUnit.SECONDS);
  }

  /** @throws RuntimeException when a sample could not be taken: a call that rang had no card, or another's */
  Comparison run(double callsPerSecond, BenchSettings settings) throws Exception {
    try (LoadRun load = office.pbx().load(LoadProfile.of(callsPerSecond, Duration.ofHours(1), this::elsewhere))) {
      rounds(SETTLING);
      var cost = Cost.begin(office.server(), office.machine(), load::started);
      Taken taken = rounds(settings.samples());
      var notes = new ArrayList<>(cost.end(settings.samples()));
      Samples.Summary told = taken.told().summary();
      notes.addFirst(String.format(Locale.ROOT, "of it until a plain WebSocket has the message: p50 %.1f, p95 %.1f,"
          + " p99 %.1f, max %.1f", told.p50(), told.p95(), told.p99(), told.max()));
      notes.addFirst(String.format(Locale.ROOT, "goal: p95 within %.0f ms, %s", MOST_MS_AT_P95,
          taken.cards().summary().p95() <= MOST_MS_AT_P95 ? "holds" : "misses"));
      end(load);
      return new Comparison(String.format(Locale.ROOT, "AMI bytes → card painted, %.0f calls a second",
          callsPerSecond), taken.cards().summary(), "bare socket → WebSocket → paint", taken.bare().summary(),
          MOST_AT_P99, notes);
    }
  }

  private Taken rounds(int count) throws Exception {
    var cards = new Samples();
    var told = new Samples();
    Map<String, Long> sent = new HashMap<>();
    for (int round = 0; round < count; round++) {
      Rung rung = ring();
      cards.add(rung.painted());
      told.add(rung.told());
      // Until the card has gone from the screen, and out of step with the frames.
      Await.elapse(Duration.ofMillis(random.nextInt(15, 40)));
      String text = "text " + ++texts;
      sent.put(text, office.bare().send(text));
      Await.elapse(Duration.ofMillis(random.nextInt(17)));
    }
    var bare = new Samples();
    office.pages().takeBare().forEach(paint -> bare.add(paint.at() - sent.get(paint.id())));
    return new Taken(cards, told, bare);
  }

  /**
   * One whole call, answered once its card was painted; over, written up and off the desk when this returns.
   *
   * @return nanoseconds from the bytes that say it rings
   */
  private Rung ring() throws Exception {
    Caller caller = BenchCompany.caller(0, calls++ % BenchCompany.CLIENTS_EACH);
    CallHandle call = office.pbx().call(Scenario.inbound(caller.number(), DIALLED)
        .talk(Duration.ofMillis(10)).clientHangsUp());
    Paint paint = office.pages().awaitCard(finished);
    if (!paint.shown().equals(caller.name())) {
      throw new IllegalStateException("the card of " + caller.name() + " was to be seen and not " + paint.shown());
    }
    office.pbx().desk().answer(BenchCompany.extension(0));
    long told = awaitClosed(paint.id());
    finished.add(paint.id());
    long rang = office.tap().rangAt(call.uniqueid().get(PATIENCE_S, TimeUnit.SECONDS)).orElseThrow();
    return new Rung(paint.at() - rang, told - rang);
  }

  /** @return when its card came */
  private long awaitClosed(String callId) throws InterruptedException {
    OptionalLong came = OptionalLong.empty();
    while (true) {
      PlainDesks.News news = office.news().poll(PATIENCE_S, TimeUnit.SECONDS);
      if (news == null) {
        throw new IllegalStateException("a call did not leave the desk again");
      }
      if (news.callId().equals(callId) && came.isEmpty()) {
        came = OptionalLong.of(news.at());
      }
      if (news.closed() && news.callId().equals(callId)) {
        return came.orElseThrow();
      }
    }
  }

  /** A call to somebody else. */
  private Scenario elsewhere(RandomGenerator draw) {
    int person = draw.nextInt(1, BenchCompany.PEOPLE);
    return Scenario.inbound(BenchCompany.caller(person, draw.nextInt(BenchCompany.CLIENTS_EACH)).number(), DIALLED)
        .talk(Duration.ofMillis(draw.nextInt(200, 800))).clientHangsUp();
  }
}
