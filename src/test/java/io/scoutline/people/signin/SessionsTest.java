package io.scoutline.people.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.Role;
import io.scoutline.people.Browser;
import io.scoutline.people.Browser.Answer;
import io.scoutline.people.Office;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P16.2: sessions outlive a restart, slide, and can be ended at once. */
class SessionsTest {

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
  void nobody_has_no_session() {
    assertEquals(401, office.browser().get("/session").status());
  }

  @Test
  void a_session_outlives_a_restart() {
    office.hire("restart", Role.SCOUT);
    Browser browser = office.browser().as("restart", Office.PASSWORD);

    try (var after = office.reopened(Office.CHEAP)) {
      assertEquals(200, after.carrying(browser).get("/session").status());
    }
  }

  @Test
  void signing_out_ends_the_session_and_the_cookie() {
    office.hire("out", Role.SCOUT);
    Browser browser = office.browser().as("out", Office.PASSWORD);
    Browser copy = browser.withoutCsrf();
    Answer out = browser.delete("/session");

    assertEquals(204, out.status());
    assertTrue(out.headers().firstValue("Set-Cookie").orElseThrow().contains("Max-Age=0"));
    assertEquals(401, copy.get("/session").status(), "the token itself is worth nothing any more");
  }

  @Test
  void what_changes_something_needs_the_token_of_the_page() {
    office.hire("csrf", Role.SCOUT);
    Browser browser = office.browser().as("csrf", Office.PASSWORD);

    Answer forged = browser.withoutCsrf().patch("/me", new JsonObject().put("theme", "dark"));
    assertEquals(403, forged.status());
    assertEquals("csrf", forged.code());
    assertEquals("auto", browser.get("/session").json().getString("theme"));
  }

  @Test
  void each_session_has_a_token_of_its_own() {
    office.hire("two", Role.SCOUT);
    Browser one = office.browser().as("two", Office.PASSWORD);
    Browser other = office.browser().as("two", Office.PASSWORD);

    assertFalse(one.csrf().equals(other.csrf()));
    assertFalse(one.token().equals(other.token()));
  }

  @Test
  void a_session_lasts_as_long_as_it_is_used_and_then_half_a_day() {
    office.hire("slides", Role.SCOUT);
    Browser browser = office.browser().as("slides", Office.PASSWORD);
    for (int i = 0; i < 4; i++) {
      office.clock().pass(Duration.ofHours(11));
      assertEquals(200, browser.get("/session").status());
    }
    office.clock().pass(Duration.ofHours(12));

    assertEquals(401, browser.get("/session").status());
  }

  @Test
  void a_session_lasts_no_longer_than_thirty_days_however_busy() {
    office.hire("longest", Role.SCOUT);
    Browser browser = office.browser().as("longest", Office.PASSWORD);
    for (int half = 0; half < 60; half++) {
      assertEquals(200, browser.get("/session").status());
      office.clock().pass(Duration.ofHours(half < 59 ? 12 : 11).minusMinutes(1));
    }
    assertEquals(200, browser.get("/session").status());
    office.clock().pass(Duration.ofHours(3));

    assertEquals(401, browser.get("/session").status());
  }

  @Test
  void one_sees_ones_own_sessions_and_no_others() {
    office.hire("sees", Role.SCOUT);
    office.hire("other", Role.ADMIN);
    office.browser().as("other", Office.PASSWORD);
    office.browser().as("sees", Office.PASSWORD);
    Answer mine = office.browser().as("sees", Office.PASSWORD).get("/me/sessions");

    assertEquals(2, mine.items().size());
    assertTrue(mine.items().getJsonObject(0).getBoolean("current"));
    assertEquals("Browser of a test", mine.items().getJsonObject(0).getString("userAgent"));
    assertEquals("127.0.0.1", mine.items().getJsonObject(0).getString("ip"));
  }

  @Test
  void an_ended_session_is_refused_at_once_and_its_listeners_are_told() {
    office.hire("ends", Role.SCOUT);
    Browser old = office.browser().as("ends", Office.PASSWORD);
    Browser now = office.browser().as("ends", Office.PASSWORD);
    assertEquals(200, old.get("/session").status(), "it is in the memory of the server");
    long id = now.get("/me/sessions").items().stream().map(JsonObject.class::cast)
        .filter(row -> !row.getBoolean("current")).findFirst().orElseThrow().getLong("id");
    List<Set<Long>> told = new CopyOnWriteArrayList<>();
    office.people().sessions().onEnded(told::add);

    assertEquals(204, now.delete("/me/sessions/" + id).status());
    assertEquals(401, old.get("/session").status());
    assertEquals(200, now.get("/session").status());
    assertTrue(told.contains(Set.of(id)));
  }

  @Test
  void nobody_ends_the_session_of_a_colleague() {
    office.hire("target", Role.SCOUT);
    office.hire("curious", Role.ADMIN);
    Browser target = office.browser().as("target", Office.PASSWORD);
    long id = target.get("/me/sessions").items().getJsonObject(0).getLong("id");

    assertEquals(404, office.browser().as("curious", Office.PASSWORD).delete("/me/sessions/" + id).status());
    assertEquals(200, target.get("/session").status());
  }

  @Test
  void an_admin_sees_and_ends_the_sessions_of_anybody() {
    long id = office.hire("stolen", Role.SCOUT);
    office.hire("guard", Role.ADMIN);
    Browser stolen = office.browser().as("stolen", Office.PASSWORD);
    Browser guard = office.browser().as("guard", Office.PASSWORD);

    assertEquals(1, guard.get("/people/" + id + "/sessions").items().size());
    assertEquals(204, guard.delete("/people/" + id + "/sessions").status());
    assertEquals(401, stolen.get("/session").status());
    assertEquals(List.of("session.ended", "session.begun"), office.auditOf("person:" + id));
  }

  @Test
  void a_new_password_ends_the_other_sessions_and_keeps_this_one() {
    long id = office.hire("changes", Role.SCOUT);
    Browser other = office.browser().as("changes", Office.PASSWORD);
    Browser here = office.browser().as("changes", Office.PASSWORD);

    assertEquals(204, here.post("/me/password", passwords(Office.PASSWORD, "корова у окна")).status());
    assertEquals(401, other.get("/session").status());
    assertEquals(200, here.get("/session").status());
    assertEquals(401, office.browser().signIn("changes", Office.PASSWORD).status());
    assertEquals(200, office.browser().signIn("changes", "корова у окна").status());
    assertTrue(office.auditOf("person:" + id).contains("password.changed"));
  }

  @Test
  void a_wrong_current_password_changes_nothing_and_counts_as_an_attempt() {
    office.hire("guesser", Role.SCOUT);
    Browser browser = office.browser().as("guesser", Office.PASSWORD);
    for (int i = 0; i < 8; i++) {
      Answer wrong = browser.post("/me/password", passwords("guess number " + i, "корова у окна"));
      assertEquals("current:wrong_password", wrong.faults());
    }

    assertEquals(429, browser.post("/me/password", passwords(Office.PASSWORD, "корова у окна")).status());
  }

  @Test
  void a_weak_password_is_refused_with_the_reason() {
    office.hire("weakling", Role.SCOUT);
    Browser browser = office.browser().as("weakling", Office.PASSWORD);

    assertEquals("next:too_short", browser.post("/me/password", passwords(Office.PASSWORD, "короткий")).faults());
    assertEquals("next:like_login",
        browser.post("/me/password", passwords(Office.PASSWORD, "weakling-2026")).faults());
  }

  @Test
  void language_theme_and_keys_are_ones_own_to_choose() {
    office.hire("chooser", Role.SCOUT);
    Browser browser = office.browser().as("chooser", Office.PASSWORD);
    browser.patch("/me", new JsonObject().put("locale", "en").put("singleKeys", false));
    Answer answer = browser.patch("/me", new JsonObject().put("theme", "dark"));

    assertEquals("en", answer.json().getString("locale"));
    assertEquals("dark", answer.json().getString("theme"));
    assertFalse(answer.json().getBoolean("singleKeys"));
    assertEquals(400, browser.patch("/me", new JsonObject().put("theme", "pink")).status());
    assertEquals(400, browser.patch("/me", new JsonObject().put("roles", "admin")).status());
  }

  @Test
  void expired_sessions_are_swept_and_their_listeners_told() {
    office.hire("swept", Role.SCOUT);
    office.browser().as("swept", Office.PASSWORD);
    office.clock().pass(Duration.ofHours(13));
    List<Set<Long>> told = new CopyOnWriteArrayList<>();
    office.people().sessions().onEnded(told::add);

    assertTrue(office.people().sessions().sweep() > 0);
    assertEquals(0L, office.count("SELECT count(*) FROM people.session s JOIN people.person p ON p.id = s.person "
        + "WHERE p.login = 'swept'"));
    assertEquals(1, told.size());
  }

  private static JsonObject passwords(String current, String next) {
    return new JsonObject().put("current", current).put("next", next);
  }
}
