package io.scoutline.calls.recovery;

import static java.util.Comparator.comparing;

import io.scoutline.pbx.LiveChannel;
import io.scoutline.pbx.PbxEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A day of calls on one PBX, drawn from recorded ones, and everything that goes wrong between it and the server: events
 * that are lost, late or doubled, a link that is cut, a server that is killed. What the PBX writes down by itself comes
 * whole, as late as it likes. The same seed gives the same day.
 *
 * @param calls which recording each of them is
 */
record BadDay(long seed, List<RecordedCall> calls, List<Step> steps) {

  /** What the server meets, in this order. */
  sealed interface Step {
    Instant at();

    /** The PBX tells it over the link. {@code call} is the place of its call in the day. */
    record Told(Instant at, int call, PbxEvent event) implements Step {}

    /** A call is over in the PBX's own records. */
    record WrittenDown(Instant at, int call, Records.Written written) implements Step {}

    /** The link is up, or a minute has gone by: everything that the PBX has is asked for. */
    record Asked(Instant at) implements Step {}

    record Listed(Instant at, List<Standing> channels) implements Step {}

    /** The server is killed; so many changes had not reached the database. */
    record Killed(Instant at, int unwritten) implements Step {}
  }

  /** A channel that there is, and of which call. */
  record Standing(int call, LiveChannel channel) {}

  private record Outage(Instant from, Instant to, boolean killed) {
    boolean covers(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  private static final Instant MORNING = Instant.parse("2026-11-20T07:00:00Z");
  private static final int LENGTH_S = 300;
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  static BadDay of(long seed, int count, List<RecordedCall> recorded) {
    var random = new Random(seed);
    var calls = new ArrayList<RecordedCall>();
    for (int call = 0; call < count; call++) {
      calls.add(recorded.get(random.nextInt(recorded.size()))
          .again(call + "/", MORNING.plusMillis(random.nextInt(LENGTH_S * 1000))));
    }
    return new BadDay(seed, calls, new Telling(calls, random).steps());
  }

  /** The same day without some of its calls, which never were. */
  BadDay without(List<Integer> gone) {
    return new BadDay(seed, calls, steps.stream().filter(step -> switch (step) {
      case Step.Told told -> !gone.contains(told.call());
      case Step.WrittenDown written -> !gone.contains(written.call());
      case Step.Asked _, Step.Listed _, Step.Killed _ -> true;
    }).map(step -> step instanceof Step.Listed(Instant at, List<Standing> channels)
        ? new Step.Listed(at, channels.stream().filter(one -> !gone.contains(one.call())).toList()) : step).toList());
  }

  BadDay with(List<Step> others) {
    return new BadDay(seed, calls, List.copyOf(others));
  }

  /** The calls of which anything is told or written. */
  List<Integer> present() {
    return steps.stream().filter(Step.WrittenDown.class::isInstance).map(Step.WrittenDown.class::cast)
        .map(Step.WrittenDown::call).distinct().sorted().toList();
  }

  /** Makes the steps. */
  private static final class Telling {
    private static final double LOST = 0.003;
    private static final double DOUBLED = 0.02;
    private static final double LATE = 0.02;

    private final Random random;
    private final List<Step.Told> truth;
    private final List<RecordedCall> calls;
    private final Instant end;
    private final List<Outage> outages = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    Telling(List<RecordedCall> calls, Random random) {
      this.calls = calls;
      this.random = random;
      var told = new ArrayList<Step.Told>();
      for (int call = 0; call < calls.size(); call++) {
        Instant latest = Instant.MIN;
        for (PbxEvent event : calls.get(call).told()) {
          latest = event.at().isAfter(latest) ? event.at() : latest;
          told.add(new Step.Told(latest, call, event));
        }
      }
      told.sort(comparing(Step.Told::at));
      truth = told;
      end = told.getLast().at().plus(A_MINUTE);
    }

    List<Step> steps() {
      int count = random.nextInt(5);
      for (int outage = 0; outage < count; outage++) {
        Instant from = MORNING.plusMillis(random.nextInt(LENGTH_S * 1000));
        outages.add(new Outage(from, from.plusMillis(200 + random.nextInt(30_000)), random.nextBoolean()));
      }
      truth.forEach(this::tell);
      for (int call = 0; call < calls.size(); call++) {
        writeDown(call);
      }
      for (Instant minute = MORNING; minute.isBefore(end); minute = minute.plus(A_MINUTE)) {
        resync(minute);
      }
      for (Outage outage : outages) {
        if (outage.killed()) {
          steps.add(new Step.Killed(outage.from(), random.nextInt(40)));
        }
        resync(outage.to());
      }
      steps.sort(comparing(Step::at));
      return List.copyOf(steps);
    }

    private void tell(Step.Told told) {
      if (random.nextDouble() >= LOST) {
        hear(random.nextDouble() < LATE ? delayed(told, 300) : told);
      }
      if (random.nextDouble() < DOUBLED) {
        hear(delayed(told, 2_000));
      }
    }

    private Step.Told delayed(Step.Told told, int mostMs) {
      return new Step.Told(told.at().plusMillis(random.nextInt(mostMs)), told.call(), told.event());
    }

    private void hear(Step.Told told) {
      if (outages.stream().noneMatch(outage -> outage.covers(told.at()))) {
        steps.add(told);
      }
    }

    /** Only a dead server does not read what is written down; it does so later. */
    private void writeDown(int call) {
      for (Records.Written written : calls.get(call).written()) {
        Instant over = written.call().ending().orElseThrow().at();
        Instant read = over.plusMillis(3_000 + random.nextInt(8_000));
        for (Outage outage : outages) {
          read = outage.killed() && outage.covers(read) ? outage.to().plusMillis(random.nextInt(5_000)) : read;
        }
        steps.add(new Step.WrittenDown(read, call, written));
      }
    }

    private void resync(Instant asked) {
      Instant listed = asked.plusMillis(random.nextInt(1_500));
      if (outages.stream().noneMatch(outage -> outage.covers(asked) || outage.covers(listed))) {
        steps.add(new Step.Asked(asked));
        steps.add(new Step.Listed(listed, standingAt(listed)));
      }
    }

    private List<Standing> standingAt(Instant at) {
      var exchange = new Exchange();
      truth.stream().takeWhile(told -> !told.at().isAfter(at)).forEach(exchange::happens);
      return exchange.standing(at, random);
    }
  }
}
