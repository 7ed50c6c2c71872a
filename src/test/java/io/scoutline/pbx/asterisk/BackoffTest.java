package io.scoutline.pbx.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Test
  void each_failure_waits_longer_up_to_the_longest() {
    var backoff = new Backoff(FIRST, LONGEST, new Random(1));
    for (int failure = 0; failure < 100; failure++) {
      Duration wait = backoff.afterFailure(LONGEST);
      Duration whole = FIRST.multipliedBy(1L << Math.min(failure, 10));
      Duration bounded = whole.compareTo(LONGEST) > 0 ? LONGEST : whole;
      assertTrue(wait.compareTo(bounded) <= 0, () -> wait + " is longer than " + bounded);
      assertTrue(wait.compareTo(bounded.dividedBy(2)) >= 0, () -> wait + " is shorter than half of " + bounded);
    }
  }

  @Test
  void a_shorter_bound_holds_for_as_long_as_it_is_given() {
    var backoff = new Backoff(FIRST, LONGEST, new Random(1));
    Duration second = Duration.ofSeconds(1);
    for (int failure = 0; failure < 20; failure++) {
      assertTrue(backoff.afterFailure(second).compareTo(second) <= 0);
    }
    assertTrue(backoff.afterFailure(LONGEST).compareTo(LONGEST.dividedBy(2)) >= 0);
  }

  @Test
  void a_success_begins_anew() {
    var backoff = new Backoff(FIRST, LONGEST, new Random(1));
    for (int failure = 0; failure < 9; failure++) {
      backoff.afterFailure(LONGEST);
    }
    backoff.succeeded();
    assertTrue(backoff.afterFailure(LONGEST).compareTo(FIRST) <= 0);
  }

  @Test
  void two_links_do_not_knock_at_the_same_moment() {
    assertNotEquals(new Backoff(FIRST, LONGEST, new Random(1)).afterFailure(LONGEST),
        new Backoff(FIRST, LONGEST, new Random(2)).afterFailure(LONGEST));
    assertEquals(new Backoff(FIRST, LONGEST, new Random(1)).afterFailure(LONGEST),
        new Backoff(FIRST, LONGEST, new Random(1)).afterFailure(LONGEST));
  }
}
