package io.scoutline.bench;

import java.util.List;

/** The straight line that lies nearest to readings at equal distances (least squares). Pure. */
final class Slope {

  /**
   * By how much they grow from one reading to the next.
   *
   * @param readings two at least
   */
  static double of(List<Double> readings) {
    if (readings.size() < 2) {
      throw new IllegalArgumentException("a line needs two readings");
    }
    double middle = (readings.size() - 1) / 2.0;
    double mean = readings.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double rise = 0;
    double run = 0;
    for (int at = 0; at < readings.size(); at++) {
      rise += (at - middle) * (readings.get(at) - mean);
      run += (at - middle) * (at - middle);
    }
    return rise / run;
  }

  private Slope() {}
}
