package io.scoutline.platform.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.people.TickingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P16.2: rate limits. */
class TokenBucketsTest {

  private static final Optional<Duration> ALLOWED = Optional.empty();

  private final TickingClock clock = new TickingClock(Instant.parse("2026-11-23T07:00:00Z"));
  private final TokenBuckets buckets = new TokenBuckets(3, Duration.ofSeconds(30), 100, clock);

  @Test
  void after_the_burst_one_waits_for_the_next_token() {
    empty("ivan");

    assertEquals(Optional.of(Duration.ofSeconds(30)), buckets.take("ivan"));
    clock.pass(Duration.ofSeconds(10));
    assertEquals(Optional.of(Duration.ofSeconds(20)), buckets.take("ivan"));
    clock.pass(Duration.ofSeconds(20));
    assertEquals(ALLOWED, buckets.take("ivan"));
    assertEquals(Optional.of(Duration.ofSeconds(30)), buckets.take("ivan"));
  }

  @Test
  void one_key_does_not_pay_for_another() {
    empty("ivan");

    assertEquals(ALLOWED, buckets.take("anna"));
  }

  @Test
  void a_bucket_never_holds_more_than_the_burst() {
    clock.pass(Duration.ofDays(1));
    buckets.giveBack("ivan");
    empty("ivan");

    assertEquals(Optional.of(Duration.ofSeconds(30)), buckets.take("ivan"));
  }

  @Test
  void a_token_given_back_can_be_taken_again() {
    empty("ivan");
    buckets.giveBack("ivan");

    assertEquals(ALLOWED, buckets.take("ivan"));
  }

  @Test
  void being_refused_does_not_lengthen_the_wait() {
    empty("ivan");
    for (int i = 0; i < 100; i++) {
      buckets.take("ivan");
    }
    clock.pass(Duration.ofSeconds(30));

    assertEquals(ALLOWED, buckets.take("ivan"));
  }

  @Test
  void the_keys_not_used_for_longest_are_forgotten_first() {
    var small = new TokenBuckets(1, Duration.ofHours(1), 2, clock);
    small.take("old");
    small.take("kept");
    small.take("old");
    small.take("new");

    assertEquals(Optional.of(Duration.ofHours(1)), small.take("old"), "was used again and is still remembered");
    assertEquals(ALLOWED, small.take("kept"), "was forgotten");
  }

  @Test
  void a_clock_that_is_set_back_takes_nothing_away() {
    buckets.take("ivan");
    clock.pass(Duration.ofHours(-1));

    assertEquals(Optional.empty(), buckets.take("anna"));
    clock.pass(Duration.ofHours(1));
    assertEquals(ALLOWED, buckets.take("ivan"));
  }

  @Test
  void a_clock_that_is_set_back_shuts_nobody_out() {
    empty("ivan");
    clock.pass(Duration.ofHours(-1));

    empty("ivan");
    assertEquals(Optional.of(Duration.ofSeconds(30)), buckets.take("ivan"));
  }

  private void empty(String key) {
    for (int i = 0; i < 3; i++) {
      assertEquals(ALLOWED, buckets.take(key));
    }
  }
}
