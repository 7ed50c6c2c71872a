package io.scoutline.calls;

import static io.scoutline.calls.SpanTest.at;
import static io.scoutline.calls.SpanTest.since;
import static io.scoutline.calls.SpanTest.span;
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

/** P2.3: when a channel was in which bridge, however its entrances and exits are told. */
class StayTest {

  private static final Duration APART = Duration.ofMillis(100);

  private static Stay in(String bridge, Span span) {
    return new Stay(bridge, span);
  }

  private static List<Stay> entered(List<Stay> stays, String bridge, long at) {
    return Stay.entered(stays, bridge, at(at), Optional.empty());
  }

  @Test
  void a_stay_begins_with_the_entrance_and_ends_with_the_exit() {
    List<Stay> there = entered(List.of(), "b1", 10);
    assertEquals(List.of(in("b1", since(10))), there);
    assertTrue(there.getFirst().isOpen());
    List<Stay> gone = Stay.left(there, "b1", at(20));
    assertEquals(List.of(in("b1", span(10, 20))), gone);
    assertFalse(gone.getFirst().isOpen());
  }

  @Test
  void an_entrance_or_exit_that_is_told_twice_is_no_news() {
    List<Stay> there = entered(List.of(), "b1", 10); // pain 3
    assertSame(there, entered(there, "b1", 10));
    assertSame(there, entered(there, "b1", 12), "a resync says it again, later");
    List<Stay> gone = Stay.left(there, "b1", at(20));
    assertSame(gone, Stay.left(gone, "b1", at(20)));
    assertSame(gone, entered(gone, "b1", 10), "the entrance once more after the exit");
  }

  @Test
  void whoever_comes_back_into_a_bridge_stays_there_a_second_time() {
    List<Stay> twice = entered(List.of(in("b1", span(10, 20))), "b1", 30);
    assertEquals(List.of(in("b1", span(10, 20)), in("b1", since(30))), twice);
    assertEquals(List.of(in("b1", span(10, 20)), in("b1", span(30, 40))), Stay.left(twice, "b1", at(40)));
    assertSame(twice, entered(twice, "b1", 31));
  }

  @Test
  void an_exit_without_its_entrance_has_no_length_until_the_entrance_is_told() {
    List<Stay> exit = Stay.left(List.of(), "b1", at(20));
    assertEquals(List.of(in("b1", span(20, 20))), exit);
    assertEquals(List.of(in("b1", span(10, 20))), entered(exit, "b1", 10));
    assertEquals(List.of(in("b1", span(20, 20)), in("b1", since(25))), entered(exit, "b1", 25),
        "what comes later is another stay");
  }

  @Test
  void one_bridge_says_nothing_of_another() {
    List<Stay> both = entered(entered(List.of(), "b1", 10), "b2", 12);
    assertEquals(List.of(in("b1", since(10)), in("b2", since(12))), both);
    assertEquals(List.of(in("b1", span(10, 15)), in("b2", since(12))), Stay.left(both, "b1", at(15)));
    assertEquals(List.of(in("b1", since(10)), in("b3", span(15, 15))),
        Stay.left(entered(List.of(), "b1", 10), "b3", at(15)));
  }

  @Test
  void an_entrance_that_is_told_after_the_channels_end_ends_with_it() {
    assertEquals(List.of(in("b1", span(10, 20))), Stay.entered(List.of(), "b1", at(10), Optional.of(at(20))));
  }

  @Test
  void with_the_channel_all_its_stays_end() {
    List<Stay> some = List.of(in("b1", span(1, 2)), in("b2", since(3)), in("b3", since(4)));
    List<Stay> ended = Stay.ended(some, at(9));
    assertEquals(List.of(in("b1", span(1, 2)), in("b2", span(3, 9)), in("b3", span(4, 9))), ended);
    assertSame(ended, Stay.ended(ended, at(12)));
  }

  @ParameterizedTest
  @CsvSource({"10000, 20000, true", "10100, 20100, true", "9900, 19000, true", "10101, 20000, false",
      "9899, 20000, false", "10000, 20101, false"})
  void two_witnesses_may_be_a_tenth_of_a_second_apart_and_an_end_may_be_earlier(long from, long to, boolean same) {
    Instant base = at(0); // P2.6
    var seen = new Stay("b1", new Span(base.plusMillis(from), Optional.of(base.plusMillis(to))));
    assertEquals(same, seen.isNoWorseThan(in("b1", span(10, 20)), APART));
  }

  @Test
  void a_stay_whose_end_was_not_seen_is_worse_than_one_that_is_written_whole() {
    assertFalse(in("b1", since(10)).isNoWorseThan(in("b1", span(10, 20)), APART));
    assertTrue(in("b1", since(10)).isNoWorseThan(in("b1", since(10)), APART));
    assertTrue(in("b1", span(10, 20)).isNoWorseThan(in("b1", since(10)), APART));
    assertFalse(in("b2", span(10, 20)).isNoWorseThan(in("b1", span(10, 20)), APART), "another bridge");
  }
}
