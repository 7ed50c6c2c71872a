package io.scoutline.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlopeTest {

  @Test
  void a_steady_growth_is_told_exactly_and_a_flat_line_is_flat() {
    assertEquals(2, Slope.of(List.of(1.0, 3.0, 5.0, 7.0)), 1e-9);
    assertEquals(0, Slope.of(List.of(4.0, 4.0, 4.0)), 1e-9);
  }

  @Test
  void a_saw_that_falls_back_has_no_slope_and_one_reading_has_no_line() {
    assertEquals(0, Slope.of(List.of(5.0, 9.0, 5.0, 9.0, 5.0)), 1e-9);
    assertThrows(IllegalArgumentException.class, () -> Slope.of(List.of(1.0)));
  }
}
