package io.scoutline.people.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.people.TickingClock;
import io.scoutline.people.signin.SignInLimits.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P16.2: limits on sign-in, for each login and each address. */
class SignInLimitsTest {

  private final TickingClock clock = new TickingClock(Instant.parse("2026-11-23T07:00:00Z"));
  private final SignInLimits limits =
      new SignInLimits(new Limits(2, Duration.ofSeconds(30), 4, Duration.ofSeconds(3)), clock);

  @Test
  void a_login_is_limited_from_wherever_it_is_tried_and_however_it_is_written() {
    limits.attempt("ivan", "192.0.2.1");
    limits.attempt("IVAN", "192.0.2.2");

    assertEquals(Optional.of(Duration.ofSeconds(30)), limits.attempt("Ivan", "192.0.2.3"));
  }

  @Test
  void an_address_is_limited_whatever_logins_it_tries() {
    for (String login : new String[] {"anna", "boris", "vera", "gleb"}) {
      assertTrue(limits.attempt(login, "192.0.2.1").isEmpty());
    }

    assertEquals(Optional.of(Duration.ofSeconds(3)), limits.attempt("dina", "192.0.2.1"));
    assertTrue(limits.attempt("dina", "192.0.2.9").isEmpty(), "the login itself was not charged");
  }

  @Test
  void right_passwords_are_not_counted() {
    for (int i = 0; i < 20; i++) {
      assertTrue(limits.attempt("ivan", "192.0.2.1").isEmpty());
      limits.giveBack("ivan", "192.0.2.1");
    }
  }
}
