package io.scoutline.people;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A stretch of time: {@code from} belongs to it, {@code to} does not. Never empty. */
public record Interval(Instant from, Instant to) {

  public Interval {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("an interval ends after it begins");
    }
  }

  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  public Duration length() {
    return Duration.between(from, to);
  }

  /** What is left of this interval when the other is taken out of it: none, one or two pieces. */
  public List<Interval> minus(Interval other) {
    if (!other.from.isBefore(to) || !from.isBefore(other.to)) {
      return List.of(this);
    }
    var left = new ArrayList<Interval>(2);
    if (from.isBefore(other.from)) {
      left.add(new Interval(from, other.from));
    }
    if (other.to.isBefore(to)) {
      left.add(new Interval(other.to, to));
    }
    return List.copyOf(left);
  }
}
