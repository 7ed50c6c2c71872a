package io.scoutline.bench;

import org.HdrHistogram.Histogram;

/** Durations of one kind, to three significant digits. For one thread. */
final class Samples {

  /**
   * What is printed of them, in milliseconds.
   *
   * @param count how many there are
   */
  record Summary(long count, double p50, double p95, double p99, double max) {}

  private final Histogram nanos = new Histogram(3);

  /** @throws IllegalArgumentException when the end lies before the beginning: then the clocks cannot be compared */
  void add(long durationNanos) {
    if (durationNanos < 0) {
      throw new IllegalArgumentException("it ended " + -durationNanos + " ns before it began");
    }
    nanos.recordValue(durationNanos);
  }

  long count() {
    return nanos.getTotalCount();
  }

  Summary summary() {
    return new Summary(count(), at(50), at(95), at(99), nanos.getMaxValue() / 1e6);
  }

  private double at(double percentile) {
    return nanos.getValueAtPercentile(percentile) / 1e6;
  }
}
