package io.scoutline.people.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.kernel.Role;
import io.scoutline.people.Browser;
import io.scoutline.people.Browser.Answer;
import io.scoutline.people.Office;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P16.2: sign-in with slow hashes, limits, and nothing that tells who has an account. */
class SignInTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private static Office office;

  @BeforeAll
  static void open() {
    office = Office.open(postgres);
  }

  @AfterAll
  static void close() {
    office.close();
  }

  @Test
  void the_right_password_opens_a_session_that_says_who_one_is() {
    office.hire("anna", Role.SCOUT);
    Answer answer = office.browser().signIn("anna", Office.PASSWORD);

    assertEquals(200, answer.status());
    JsonObject person = answer.json().getJsonObject("person");
    assertEquals("anna", person.getString("login"));
    assertEquals(new JsonArray(List.of("scout")), person.getJsonArray("roles"));
    assertEquals("Europe/Moscow", answer.json().getString("zone"));
    assertEquals("ru", answer.json().getString("locale"));
    assertFalse(answer.json().getBoolean("passwordChangeDue"));
  }

  @Test
  void the_cookie_is_closed_to_scripts_and_to_other_sites() {
    office.hire("cookie", Role.SCOUT);
    String set = office.browser().signIn("cookie", Office.PASSWORD).headers().firstValue("Set-Cookie").orElseThrow();

    assertTrue(set.startsWith("scoutline="), set);
    assertTrue(set.toLowerCase(Locale.ROOT).contains("httponly"), set);
    assertTrue(set.contains("SameSite=Strict"), set);
    assertTrue(set.contains("Path=/"), set);
  }

  @Test
  void a_login_is_the_same_in_any_case() {
    office.hire("Boris.Petrov", Role.SCOUT);

    assertEquals(200, office.browser().signIn("BORIS.petrov ", Office.PASSWORD).status());
  }

  @Test
  void an_unknown_login_a_leaver_and_a_wrong_password_are_told_the_same() {
    office.hire("vera", Role.SCOUT);
    office.hire("gone", Role.SCOUT);
    office.dismiss("gone");

    Answer wrong = office.browser().signIn("vera", "not the password");
    Answer unknown = office.browser().signIn("nobody.at.all", "not the password");
    Answer left = office.browser().signIn("gone", Office.PASSWORD);

    assertEquals(401, wrong.status());
    assertEquals("wrong_credentials", wrong.code());
    assertEquals(wrong.json(), unknown.json());
    assertEquals(wrong.json(), left.json());
    assertTrue(left.headers().firstValue("Set-Cookie").isEmpty());
  }

  @Test
  void a_login_is_refused_for_a_while_after_too_many_wrong_passwords() {
    office.hire("victim", Role.SCOUT);
    for (int i = 0; i < 8; i++) {
      assertEquals(401, office.browser().signIn("victim", "guess number " + i).status());
    }
    Answer refused = office.browser().signIn("victim", Office.PASSWORD);

    assertEquals(429, refused.status());
    assertEquals("too_many_requests", refused.code());
    assertEquals("30", refused.headers().firstValue("Retry-After").orElseThrow());
    office.clock().pass(Duration.ofSeconds(30));
    assertEquals(200, office.browser().signIn("victim", Office.PASSWORD).status());
  }

  @Test
  void another_spelling_of_a_login_opens_no_second_account_of_attempts() {
    office.hire("igor.king", Role.SCOUT);
    for (int i = 0; i < 8; i++) {
      assertEquals(401, office.browser().signIn("igor.king", "guess number " + i).status());
    }

    assertEquals(401, office.browser().signIn("\u0130gor.king", Office.PASSWORD).status(), "a dotted capital i");
    assertEquals(429, office.browser().signIn("igor.\u212aing", Office.PASSWORD).status(), "the sign of a kelvin");
    assertEquals(429, office.browser().signIn("IGOR.King", Office.PASSWORD).status());
  }

  @Test
  void whoever_signs_in_rightly_is_never_made_to_wait() {
    office.hire("often", Role.SCOUT);

    for (int i = 0; i < 12; i++) {
      assertEquals(200, office.browser().signIn("often", Office.PASSWORD).status());
    }
  }

  @Test
  void an_attempt_that_could_not_be_judged_is_not_counted() {
    office.hire("unjudged", Role.SCOUT);
    postgres.goAway();
    try {
      for (int i = 0; i < 9; i++) {
        assertEquals(503, office.browser().signIn("unjudged", Office.PASSWORD).status());
      }
    } finally {
      postgres.comeBack();
    }
    Await.until(() -> office.browser().signIn("unjudged", Office.PASSWORD).status() == 200,
        "whoever could not be judged was made to wait");
  }

  @Test
  void sign_ins_good_and_bad_are_on_the_audit_without_what_was_typed() {
    // P16.4
    String person = "person:" + office.hire("audited", Role.SCOUT);
    office.browser().signIn("audited", Office.PASSWORD);
    office.browser().signIn("audited", "my-other-password");
    office.browser().signIn("typed-password-as-login", "x");

    assertEquals(List.of("session.refused", "session.begun"), office.auditOf(person));
    assertTrue(office.auditOf("person:unknown").contains("session.refused"));
    assertEquals(0L, office.count("SELECT count(*) FROM audit.entry WHERE detail::text ~ 'password' "
        + "OR subject ~ 'typed' OR detail::text ~ 'typed'"));
  }

  @Test
  void only_the_hash_of_a_token_is_stored() {
    office.hire("token", Role.SCOUT);
    Browser browser = office.browser().as("token", Office.PASSWORD);

    assertEquals(43, browser.token().length(), "256 bits");
    assertEquals(1L, office.count("SELECT count(*) FROM people.session "
        + "WHERE token_hash = sha256('" + browser.token() + "'::bytea)"));
    assertEquals(0L, office.count("SELECT count(*) FROM people.session s "
        + "WHERE s::text LIKE '%" + browser.token() + "%'"));
  }

  @Test
  void a_hash_of_another_cost_is_renewed_at_sign_in() {
    office.hire("renewed", Role.SCOUT);
    String old = office.text("SELECT w.hash FROM people.password w JOIN people.person p ON p.id = w.person "
        + "WHERE p.login = 'renewed'");
    try (var dearer = office.reopened(new PasswordCost(128, 2))) {
      assertEquals(200, dearer.browser().signIn("renewed", Office.PASSWORD).status());
    }
    String renewed = office.text("SELECT w.hash FROM people.password w JOIN people.person p ON p.id = w.person "
        + "WHERE p.login = 'renewed'");

    assertNotEquals(old, renewed);
    assertTrue(renewed.startsWith("$argon2id$v=19$m=128,t=2,p=1$"), renewed);
  }

  @Test
  void signing_in_again_replaces_the_session_of_the_browser() {
    office.hire("again", Role.SCOUT);
    Browser browser = office.browser().as("again", Office.PASSWORD);
    Browser before = browser.withoutCsrf();
    browser.as("again", Office.PASSWORD);

    assertEquals(401, before.get("/session").status());
    assertEquals(200, browser.get("/session").status());
  }

  @Test
  void a_body_that_is_not_a_sign_in_names_its_faults() {
    Answer answer = office.browser().post("/session", new JsonObject().put("login", "anna").put("pass", "word"));

    assertEquals(400, answer.status());
    assertTrue(answer.faults().contains("password:required"), answer.faults());
  }

  @Test
  void hostile_logins_are_refused_like_any_other() {
    for (String login : List.of("' OR 1=1 --", "a\u0000b", "anna\r\nX: y", "🐴", "x".repeat(200))) {
      Answer answer = office.browser().signIn(login, "whatever it is");
      assertTrue(answer.status() == 401 || answer.status() == 400 || answer.status() == 429, login + answer);
    }
  }
}
