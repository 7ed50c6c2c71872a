package io.scoutline.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.kernel.PersonId;
import io.scoutline.people.TickingClock;
import io.scoutline.platform.wire.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** P16.2: what one person may ask of the server, whom it never meets and whom it stops. */
class PersonLimitsTest {

  private static final PersonId IVAN = new PersonId(1);
  private static final PersonId ANNA = new PersonId(2);
  private static final int AT_ONCE = 10 * ApiLimits.USUAL.requestsPerPerson();

  private final TickingClock clock = new TickingClock(Instant.parse("2026-11-23T07:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PersonLimits limits = new PersonLimits(ApiLimits.USUAL.requestsPerPerson(), clock, meters);

  @Test
  void eight_hours_of_work_never_meet_the_limit() {
    for (int second = 0; second < Duration.ofHours(8).toSeconds(); second++) {
      clock.pass(Duration.ofSeconds(1));
      ask(5);                                        // six tabs that look for what is new, and a search as one types
      ask(second % 60 == 0 ? 6 * 40 : 0);            // all of them come back after the network was away
      ask(second % 600 < 15 ? 25 : 0);               // somebody seeks through a recording
    }
    assertEquals(0, refused("requests"));
  }

  @Test
  void a_loop_is_asked_to_wait_and_goes_on_at_the_pace_that_is_left() {
    ask(AT_ONCE);

    Problem refused = assertThrows(Problem.class, () -> ask(1));
    assertEquals(429, refused.status());
    assertEquals("asks_too_much", refused.code());
    assertEquals("1", refused.headers().get("Retry-After"));
    assertEquals(1, refused("requests"));
    clock.pass(Duration.ofSeconds(1));
    ask(ApiLimits.USUAL.requestsPerPerson());
    assertThrows(Problem.class, () -> ask(1));
  }

  @Test
  void the_loop_of_one_costs_nobody_else_anything() {
    ask(AT_ONCE);
    assertThrows(Problem.class, () -> ask(1));

    limits.enter(ANNA).leave();
  }

  @Test
  void so_many_requests_of_one_are_under_way_at_once_and_their_places_come_back() {
    List<Crowd.Place> held = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      held.add(limits.enter(IVAN));
    }

    assertEquals(429, assertThrows(Problem.class, () -> limits.enter(IVAN)).status());
    assertEquals(1, refused("under_way"));
    limits.enter(ANNA).leave();
    held.getFirst().leave();
    held.getFirst().leave();
    limits.enter(IVAN);
    assertThrows(Problem.class, () -> limits.enter(IVAN), "a place left twice is one place");
  }

  @Test
  void attempts_to_connect_are_counted_with_the_requests() {
    for (int i = 0; i < AT_ONCE; i++) {
      limits.connect(IVAN).leave();
    }

    assertThrows(Problem.class, () -> limits.connect(IVAN));
    assertEquals(1, refused("requests"));
    assertEquals(0, refused("connections"));
  }

  private void ask(int times) {
    for (int i = 0; i < times; i++) {
      limits.enter(IVAN).leave();
    }
  }

  private double refused(String what) {
    return meters.get("scoutline.person.limited").tag("what", what).counter().count();
  }
}
