package io.scoutline.people.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.PersonId;
import io.scoutline.people.TickingClock;
import io.scoutline.people.signin.SignInLimits.Limits;
import io.scoutline.people.signin.SignInLimits.Rate;
import io.scoutline.people.signin.SignInLimits.Refusal;
import io.scoutline.people.signin.SignInLimits.Trier;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P16.2: limits on sign-in, for a login from one network and from everywhere, and for each network. */
class SignInLimitsTest {

  private final TickingClock clock = new TickingClock(Instant.parse("2026-11-23T07:00:00Z"));
  private final SignInLimits limits = new SignInLimits(new Limits(new Rate(2, Duration.ofSeconds(30)),
      new Rate(4, Duration.ofSeconds(3)), new Rate(5, Duration.ofSeconds(15)), new Rate(3, Duration.ofSeconds(20))),
      clock);

  private Optional<Refusal> tried(String login, String address) {
    return limits.attempt(new Trier.Stranger(login, address));
  }

  private static Optional<Refusal> refused(long seconds, boolean everywhere) {
    return Optional.of(new Refusal(Duration.ofSeconds(seconds), everywhere));
  }

  @Test
  void a_login_is_limited_from_one_network_however_it_is_written_and_not_from_another() {
    tried("ivan", "192.0.2.1");
    tried("IVAN", "192.0.2.1");

    assertEquals(refused(30, false), tried("Ivan", "192.0.2.1"));
    assertTrue(tried("Ivan", "192.0.2.2").isEmpty());
  }

  @Test
  void all_addresses_of_one_holder_are_one_network() {
    tried("ivan", "2001:db8:1:2::1");
    tried("ivan", "2001:db8:1:2::2");

    assertEquals(refused(30, false), tried("ivan", "2001:db8:1:2:ffff::3"));
  }

  @Test
  void a_login_is_limited_from_all_networks_together_and_more_loosely() {
    for (int network = 1; network <= 5; network++) {
      assertTrue(tried("ivan", "192.0.2." + network).isEmpty());
    }

    assertEquals(refused(15, true), tried("ivan", "192.0.2.6"));
    clock.pass(Duration.ofSeconds(15));
    assertTrue(tried("ivan", "192.0.2.6").isEmpty());
    assertEquals(refused(15, true), tried("ivan", "192.0.2.7"), "many networks guess once in fifteen seconds");
  }

  @Test
  void a_network_is_limited_whatever_logins_it_tries() {
    for (String login : new String[] {"anna", "boris", "vera", "gleb"}) {
      assertTrue(tried(login, "192.0.2.1").isEmpty());
    }

    assertEquals(refused(3, false), tried("dina", "192.0.2.1"));
    assertTrue(tried("dina", "192.0.2.9").isEmpty(), "the login itself was not charged");
  }

  @Test
  void what_is_refused_is_not_counted() {
    for (int network = 1; network <= 5; network++) {
      tried("ivan", "192.0.2." + network);
    }
    for (int time = 0; time < 10; time++) {
      assertEquals(refused(15, true), tried("ivan", "192.0.2.50"));
    }

    assertTrue(tried("anna", "192.0.2.50").isEmpty(), "whoever waited has their own attempts left");
  }

  @Test
  void strangers_use_up_nothing_of_a_known_browser_and_it_has_a_limit_of_its_own() {
    for (int network = 1; network <= 50; network++) {
      tried("ivan", "192.0.2." + network);
    }
    var own = new Trier.InKnownBrowser(7);
    for (int time = 0; time < 3; time++) {
      assertTrue(limits.attempt(own).isEmpty());
    }

    assertEquals(refused(20, false), limits.attempt(own));
    assertTrue(limits.attempt(new Trier.InKnownBrowser(8)).isEmpty(), "another browser, or another person there");
    assertTrue(limits.attempt(new Trier.SignedIn(new PersonId(7))).isEmpty());
  }

  @Test
  void right_passwords_are_not_counted() {
    for (Trier trier : new Trier[] {new Trier.Stranger("ivan", "192.0.2.1"), new Trier.InKnownBrowser(7)}) {
      for (int i = 0; i < 20; i++) {
        assertTrue(limits.attempt(trier).isEmpty());
        limits.giveBack(trier);
      }
    }
  }
}
