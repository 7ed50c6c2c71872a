package io.scoutline.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.bench.Samples.Summary;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  private static Comparison comparison(double ourP99, double baselineP99) {
    return new Comparison("bytes → paint", new Summary(1_000, 20, 30, ourP99, 90), "bare path",
        new Summary(1_000, 16, 25, baselineP99, 40), 3, List.of("4.0 ms of CPU a call"));
  }

  private static String printed(Comparison comparison) {
    return new Table(Instant.parse("2026-11-22T00:10:42Z"), List.of("2 cores"), List.of(comparison),
        List.of("A remark.")).text();
  }

  @Test
  void each_figure_stands_beside_its_baseline_and_their_ratio() {
    assertEquals("""
        Scoutline benchmark, 2026-11-22T00:10:00Z
        2 cores

          milliseconds                             samples       p50       p95       p99       max
        bytes → paint
          Scoutline                                  1,000      20.0      30.0      45.0      90.0
          bare path                                  1,000      16.0      25.0      30.0      40.0
          ratio                                                1.25×     1.20×     1.50×             goal: p99 at most \
        3.00×, holds
          4.0 ms of CPU a call

        A remark.
        """, printed(comparison(45, 30)));
  }

  @Test
  void a_goal_is_missed_by_the_ratio_and_said_to_be() {
    assertTrue(comparison(90, 30).holds());
    assertFalse(comparison(91, 30).holds());
    assertTrue(printed(comparison(91, 30)).contains("goal: p99 at most 3.00×, misses"));
  }

  @Test
  void figures_of_another_unit_have_heads_of_their_own_said_once() {
    var heads = List.of("megabytes", "heap", "process");
    var figures = new Figures("calls open", heads, List.of(Figures.Line.of("none", "%.1f", 55.44, 384),
        Figures.Line.of("many", "%.1f", 58.5, 385)), List.of("goal: holds"));
    assertEquals("""
        Scoutline benchmark, 2026-11-22T00:10:00Z

          megabytes                                   heap   process
        calls open
          none                                        55.4     384.0
          many                                        58.5     385.0
          goal: holds
        calls over
          none                                        55.4

        """, new Table(Instant.parse("2026-11-22T00:10:42Z"), List.of(), List.of(figures, new Figures("calls over",
            heads, List.of(new Figures.Line("none", List.of("55.4"))), List.of())), List.of()).text());
  }
}
