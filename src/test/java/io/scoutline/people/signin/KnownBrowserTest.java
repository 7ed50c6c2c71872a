package io.scoutline.people.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.Role;
import io.scoutline.people.Browser;
import io.scoutline.people.Browser.Answer;
import io.scoutline.people.Office;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P16.2: whoever guesses at a login keeps its owner out of none of the browsers they are known in. */
class KnownBrowserTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private static Office office;
  private static int hammered;

  @BeforeAll
  static void open() {
    office = Office.open(postgres);
  }

  @AfterAll
  static void close() {
    office.close();
  }

  /** Somebody who has signed in here and signed out again. */
  private static Browser knownBrowserOf(String login) {
    return office.as(login).signedOut();
  }

  /** @return how many of the passwords were looked at */
  private static int hammer(String login) {
    hammered++;
    int judged = 0;
    for (int network = 1; network <= 50; network++) {
      for (int guess = 0; guess < 9; guess++) {
        Browser stranger = office.browser().at("198.18." + hammered + "." + network);
        judged += stranger.signIn(login, "guess " + guess).status() == 401 ? 1 : 0;
      }
    }
    return judged;
  }

  @Test
  void fifty_networks_that_hammer_a_login_keep_its_owner_out_of_no_known_browser() {
    office.hire("sought", Role.SCOUT);
    Browser own = knownBrowserOf("sought");

    assertEquals(100, hammer("sought"), "so much may be guessed at once with whatever many networks");
    assertEquals(200, own.signIn("sought", Office.PASSWORD).status());
  }

  @Test
  void a_stranger_who_tries_twice_a_minute_keeps_nobody_out() {
    office.hire("tried", Role.SCOUT);
    for (int guess = 0; guess < 300; guess++) {
      office.browser().at("203.0.113.9").signIn("tried", "guess " + guess);
      office.clock().pass(Duration.ofSeconds(guess < 20 ? 0 : 30));
    }

    assertEquals(200, office.browser().at("192.0.2.1").signIn("tried", Office.PASSWORD).status(), "a new browser");
  }

  @Test
  void whoever_has_to_wait_because_of_guessing_from_everywhere_is_told_so() {
    office.hire("besieged", Role.SCOUT);
    hammer("besieged");

    Answer refused = office.browser().at("192.0.2.2").signIn("besieged", Office.PASSWORD);

    assertEquals(429, refused.status());
    assertEquals("login_guessed_at", refused.code());
    assertEquals("15", refused.headers().firstValue("Retry-After").orElseThrow());
    assertEquals("login_guessed_at", hammeredStranger("nobody.has.this").code(), "and it does not tell who is here");
    office.clock().pass(Duration.ofSeconds(15));
    assertEquals(200, office.browser().at("192.0.2.2").signIn("besieged", Office.PASSWORD).status());
  }

  private static Answer hammeredStranger(String login) {
    hammer(login);
    return office.browser().at("192.0.2.3").signIn(login, Office.PASSWORD);
  }

  @Test
  void a_known_browser_is_limited_too_and_uses_up_nothing_of_others() {
    office.hire("forgetful", Role.SCOUT);
    Browser own = knownBrowserOf("forgetful");
    for (int guess = 0; guess < 8; guess++) {
      assertEquals(401, own.signIn("forgetful", "guess " + guess).status());
    }

    assertEquals("too_many_requests", own.signIn("forgetful", Office.PASSWORD).code());
    assertEquals(200, office.browser().signIn("forgetful", Office.PASSWORD).status());
  }

  @Test
  void a_browser_is_known_for_those_alone_who_have_signed_in_in_it() {
    office.hire("colleague", Role.SCOUT);
    office.hire("target", Role.SCOUT);
    Browser colleagues = knownBrowserOf("colleague").at("192.0.2.4");
    for (int guess = 0; guess < 8; guess++) {
      assertEquals(401, colleagues.signIn("target", "guess " + guess).status());
    }

    assertEquals(429, office.browser().at("192.0.2.4").signIn("target", "guess").status(), "it counted as a stranger");
  }

  @Test
  void somebody_elses_sign_in_at_a_shared_browser_gives_no_new_attempts_at_a_colleagues_login() {
    office.hire("insider", Role.SCOUT);
    office.hire("shares", Role.SCOUT);
    Browser shared = knownBrowserOf("shares");
    for (int guess = 0; guess < 8; guess++) {
      assertEquals(401, shared.signIn("shares", "guess " + guess).status());
      assertEquals(200, shared.signIn("insider", Office.PASSWORD).status());
      shared.signedOut();
    }

    assertEquals(429, shared.signIn("shares", "guess").status());
    assertEquals(2L, office.count("SELECT count(*) FROM people.known_browser WHERE token_hash IN (SELECT token_hash "
        + "FROM people.known_browser b JOIN people.person p ON p.id = b.person WHERE login = 'insider')"));
  }

  @Test
  void a_copy_of_a_browsers_cookie_is_worth_nothing_after_its_next_sign_in() {
    office.hire("copied", Role.SCOUT);
    Browser own = knownBrowserOf("copied");
    Browser copy = office.carrying(own).at("192.0.2.5");
    own.as("copied", Office.PASSWORD).signedOut();
    hammer("copied");

    assertEquals("login_guessed_at", copy.signIn("copied", Office.PASSWORD).code());
    assertEquals(200, own.signIn("copied", Office.PASSWORD).status());
  }

  @Test
  void the_cookie_is_closed_lasts_half_a_year_and_is_stored_hashed() {
    office.hire("kept", Role.SCOUT);
    String set = office.browser().signIn("kept", Office.PASSWORD).headers().allValues("Set-Cookie").stream()
        .filter(one -> one.startsWith("scoutline-browser=")).findFirst().orElseThrow();

    assertTrue(set.toLowerCase(Locale.ROOT).contains("httponly"), set);
    assertTrue(set.contains("SameSite=Strict"), set);
    assertTrue(set.contains("Max-Age=15552000"), set);
    String token = set.substring(set.indexOf('=') + 1, set.indexOf(';'));
    assertEquals(43, token.length(), "256 bits");
    assertEquals(1L, office.count(
        "SELECT count(*) FROM people.known_browser WHERE token_hash = sha256('" + token + "'::bytea)"));
  }

  @Test
  void a_browser_that_was_not_used_for_half_a_year_is_a_strangers() {
    office.hire("absent", Role.SCOUT);
    Browser own = knownBrowserOf("absent");
    office.clock().pass(Duration.ofDays(181));
    try {
      hammer("absent");
      assertEquals("login_guessed_at", own.at("192.0.2.6").signIn("absent", Office.PASSWORD).code());
    } finally {
      office.clock().pass(Duration.ofDays(-181));
    }
  }

  @Test
  void a_new_password_makes_other_browsers_a_strangers() {
    office.hire("changes", Role.SCOUT);
    String browsers = "SELECT count(*) FROM people.known_browser b JOIN people.person p ON p.id = b.person "
        + "WHERE login = 'changes'";
    knownBrowserOf("changes");
    Browser here = office.as("changes");
    assertEquals(2L, office.count(browsers));

    assertEquals(204, here.post("/me/password", new JsonObject().put("current", Office.PASSWORD)
        .put("next", "another long password")).status());
    assertEquals(1L, office.count(browsers), "the one in which it was changed");
    hammer("changes");
    assertEquals(200, here.signedOut().signIn("changes", "another long password").status());
  }

  @Test
  void no_more_than_twenty_browsers_are_remembered_of_one_person() {
    office.hire("everywhere", Role.SCOUT);
    for (int browser = 0; browser < 25; browser++) {
      office.as("everywhere");
    }

    assertEquals(20L, office.count("SELECT count(*) FROM people.known_browser b JOIN people.person p "
        + "ON p.id = b.person WHERE login = 'everywhere'"));
  }
}
