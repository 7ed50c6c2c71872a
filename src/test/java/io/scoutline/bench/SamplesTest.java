package io.scoutline.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void percentiles_are_told_in_milliseconds_to_three_digits() {
    var samples = new Samples();
    for (int ms = 1; ms <= 1_000; ms++) {
      samples.add(ms * 1_000_000L);
    }
    var summary = samples.summary();
    assertEquals(1_000, summary.count());
    assertEquals(500, summary.p50(), 0.5);
    assertEquals(950, summary.p95(), 1);
    assertEquals(990, summary.p99(), 1);
    assertEquals(1_000, summary.max(), 1);
  }

  @Test
  void one_slow_sample_in_a_hundred_is_not_the_p99_but_the_maximum() {
    var samples = new Samples();
    for (int i = 0; i < 99; i++) {
      samples.add(2_000_000);
    }
    samples.add(80_000_000);
    assertEquals(2, samples.summary().p99(), 0.01);
    assertEquals(80, samples.summary().max(), 0.1);
  }

  @Test
  void what_ended_before_it_began_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Samples().add(-1));
  }
}
