package io.scoutline.board;

import io.scoutline.people.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a count stands against the norm now (P7.3). Pure.
 *
 * @param planNow what the norm's minimum asks for by now, by the part of the shift that has passed
 * @param forecast what the day comes to at this rate; absent before a quarter of an hour of the shift has passed
 */
public record Pace(int planNow, Optional<Integer> forecast, Tone tone, Optional<String> reason) {

  public enum Tone {
    OK,
    WARN,
    BAD,
    /** There is no norm, or it is too early to say. */
    NONE
  }

  private static final Duration TOO_EARLY = Duration.ofMinutes(15);

  /**
   * @param planned the stretches planned for work today; empty means that there is no plan
   * @param bestHour the most calls this person ever made in one hour
   */
  static Pace of(int count, Optional<Norm.Band> norm, List<Interval> planned, Instant now, int bestHour) {
    if (norm.isEmpty()) {
      return new Pace(0, Optional.empty(), Tone.NONE, Optional.empty());
    }
    Duration whole = planned.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
    Duration passed = planned.stream().map(piece -> passed(piece, now)).reduce(Duration.ZERO, Duration::plus);
    if (whole.isZero()) {
      return new Pace(0, Optional.empty(), Tone.NONE, Optional.of("no_shift"));
    }
    double part = (double) passed.toMillis() / whole.toMillis();
    int planNow = (int) Math.round(norm.get().min() * part);
    if (passed.compareTo(TOO_EARLY) < 0) {
      return new Pace(planNow, Optional.empty(), Tone.NONE, Optional.of("too_early"));
    }
    int forecast = (int) Math.round(count / part);
    return judged(count, norm.get(), planNow, forecast, whole.minus(passed), bestHour);
  }

  private static Pace judged(int count, Norm.Band norm, int planNow, int forecast, Duration left, int bestHour) {
    if (count > norm.max()) {
      return new Pace(planNow, Optional.of(forecast), Tone.WARN, Optional.of("over_norm"));
    }
    if (count >= norm.min()) {
      return new Pace(planNow, Optional.of(forecast), Tone.OK, Optional.of("in_norm"));
    }
    double hoursLeft = left.toMillis() / 3_600_000.0;
    boolean outOfReach = norm.min() - count > bestHour * hoursLeft;
    if (outOfReach) {
      return new Pace(planNow, Optional.of(forecast), Tone.BAD, Optional.of("out_of_reach"));
    }
    return forecast < norm.min() ? new Pace(planNow, Optional.of(forecast), Tone.WARN, Optional.of("behind"))
        : new Pace(planNow, Optional.of(forecast), Tone.OK, Optional.of("on_pace"));
  }

  private static Duration passed(Interval piece, Instant now) {
    if (!now.isAfter(piece.from())) {
      return Duration.ZERO;
    }
    return now.isBefore(piece.to()) ? Duration.between(piece.from(), now) : piece.length();
  }
}
