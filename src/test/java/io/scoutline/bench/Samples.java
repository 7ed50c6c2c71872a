package io.scoutline.bench;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Durations of one kind, to three significant digits. For one thread. */
final class Samples {

  /**
   * What is printed of them, in milliseconds.
   *
   * @param count how many there are
   */
  record Summary(long count, double p50, double p95, double p99, double max) {

    static final List<String> HEADS = List.of("milliseconds", "samples", "p50", "p95", "p99", "max");

    List<String> cells() {
      return List.of(String.format(Locale.ROOT, "%,d", count), cell(p50), cell(p95), cell(p99), cell(max));
    }

    private static String cell(double milliseconds) {
      return String.format(Locale.ROOT, milliseconds < 10 ? "%.2f" : "%.1f", milliseconds);
    }
  }

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
