package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P4.1, P3.4: to whom a call can be handed over now. */
class ColleaguesTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  static Path folder;

  private static Office office;

  @BeforeAll
  static void open() {
    office = new Office(folder, postgres.config());
  }

  @AfterAll
  static void shut() {
    office.close();
  }

  private static JsonObject colleague(Guest asking, String name) {
    JsonArray items = asking.get("/api/colleagues").getJsonArray("items");
    return items.stream().map(JsonObject.class::cast).filter(item -> item.getString("name").equals(name))
        .findFirst().orElseThrow();
  }

  @Test
  void everybody_sees_whose_extension_it_is_and_what_they_are_doing() {
    try (Guest scout = office.guest("scout"); Guest manager = office.guest("manager")) {
      JsonObject seen = colleague(scout, "manager");
      assertEquals("101", seen.getString("extension"));
      assertEquals("Sales", seen.getString("team"));
      assertEquals(204, manager.status("PUT", "/api/me/availability",
          new JsonObject().put("state", "away").put("reason", "lunch")));
      assertEquals("away", colleague(scout, "manager").getString("state"));
      assertEquals("lunch", colleague(scout, "manager").getString("reason"));
    }
  }

  @Test
  void nothing_of_their_accounts_is_told() {
    try (Guest scout = office.guest("scout")) {
      assertFalse(colleague(scout, "admin").containsKey("login"));
    }
  }

  /** P7.3: not "available since 1970". */
  @Test
  void whoever_was_just_given_an_account_and_no_phone_is_offline_since_then() {
    try (Guest admin = office.guest("admin"); Guest scout = office.guest("scout")) {
      assertEquals(201, admin.status("POST", "/api/people", new JsonObject().put("name", "newcomer")
          .put("login", "newcomer").put("roles", new JsonArray().add("scout")).put("locale", "ru")
          .put("password", "a-long-enough-password-9")));
      Await.until(() -> colleague(scout, "newcomer").getString("since") != null, "the newcomer has a state");
      assertEquals("offline", colleague(scout, "newcomer").getString("state"));
    }
  }

  @Test
  void whoever_has_left_is_not_listed() {
    office.app.database().update("UPDATE people.person SET active = false WHERE login = 'super'");
    office.app.people().current().refresh();
    try (Guest scout = office.guest("scout")) {
      assertFalse(scout.get("/api/colleagues").encode().contains("\"super\""));
    }
  }
}
