package io.scoutline.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P2.3, P2.5: times of waiting, holding and talking, none of them ever negative. */
class SpanTest {

  static Instant at(long seconds) {
    return Instant.parse("2026-11-20T09:00:00Z").plusSeconds(seconds);
  }

  static Span span(long from, long to) {
    return new Span(at(from), Optional.of(at(to)));
  }

  static Span since(long from) {
    return Span.openAt(at(from));
  }

  private static Duration seconds(long count) {
    return Duration.ofSeconds(count);
  }

  @Test
  void an_end_that_is_told_before_the_beginning_makes_no_negative_time() {
    assertEquals(span(10, 10), span(10, 5)); // P2.5: two clocks
    assertEquals(Duration.ZERO, span(10, 5).lengthBy(at(99)));
    assertEquals(span(10, 11), new Span(at(10), Optional.of(at(11))));
  }

  @Test
  void what_lasts_is_as_long_as_it_has_lasted_by_now() {
    assertEquals(seconds(15), since(10).lengthBy(at(25)));
    assertEquals(Duration.ZERO, since(10).lengthBy(at(5)), "it has not begun");
    assertEquals(seconds(10), span(10, 20).lengthBy(at(99)));
  }

  @ParameterizedTest
  @CsvSource({"15, 30, 5", "5, 15, 5", "12, 14, 2", "5, 30, 10", "30, 40, 0", "20, 30, 0", "1, 4, 0"})
  void two_stretches_share_what_lies_in_both(long from, long to, long shared) {
    assertEquals(seconds(shared), span(10, 20).overlap(span(from, to), at(99)));
    assertEquals(seconds(shared), span(from, to).overlap(span(10, 20), at(99)));
  }

  @Test
  void what_lasts_is_shared_until_now() {
    assertEquals(seconds(3), since(10).overlap(since(15), at(18)));
    assertEquals(seconds(5), since(10).overlap(span(15, 20), at(30)));
    assertEquals(seconds(5), span(10, 20).overlap(since(15), at(30)));
    assertEquals(Duration.ZERO, since(10).overlap(since(15), at(12)));
  }

  @Test
  void of_what_lies_behind_the_end_nothing_was() {
    assertEquals(List.of(span(1, 3), span(4, 6), span(5, 6), span(5, 6)), // P2.6: an estimated end that was too late
        Span.within(List.of(span(1, 3), span(4, 9), span(5, 6), since(5), span(6, 7), since(8)), at(6)));
  }

  @Test
  void the_time_of_several_stretches_is_their_sum() {
    assertEquals(seconds(12), Span.total(List.of(span(1, 3), since(10)), at(20)));
    assertEquals(Duration.ZERO, Span.total(List.of(), at(20)));
  }

  @Test
  void nothing_begins_twice_and_what_is_over_does_not_end_again() {
    List<Span> open = Span.opened(List.of(span(1, 3)), at(10));
    assertEquals(List.of(span(1, 3), since(10)), open);
    assertTrue(Span.anyOpen(open));
    assertSame(open, Span.opened(open, at(12)), "pain 3: said twice");
    List<Span> closed = Span.closed(open, at(15));
    assertEquals(List.of(span(1, 3), span(10, 15)), closed);
    assertFalse(Span.anyOpen(closed));
    assertSame(closed, Span.closed(closed, at(20)));
    assertFalse(Span.anyOpen(List.of()));
  }

  @Test
  void what_lasts_ends_even_when_something_that_began_later_was_over_before() {
    // P2.1, P2.3: two calls that are one now, of which one still waits in a queue where the other has waited
    List<Span> both = List.of(since(1), span(2, 3));
    assertTrue(Span.anyOpen(both));
    assertEquals(List.of(span(1, 8), span(2, 3)), Span.closed(both, at(8)));
  }
}
