package io.scoutline.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.Role;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P16.1, P16.2: what is open on the live channel ends with the session and with the rights it was opened by. */
class LiveSessionsTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private static final int SESSION_ENDED = 4401;

  private static Office office;
  private static Browser admin;

  @BeforeAll
  static void open() {
    office = Office.open(postgres);
    office.hire("chief", Role.ADMIN);
    admin = office.as("chief");
  }

  @AfterAll
  static void close() {
    office.close();
  }

  @Test
  void nobody_opens_a_live_channel() {
    assertEquals(Optional.of(401), LiveTab.refusal(office.uri(), office.browser()));
    assertEquals(Optional.of(401), LiveTab.refusal(office.uri(), office.browser().withToken("invented")));
  }

  @Test
  void signing_out_closes_the_tabs_of_that_session_only() throws Exception {
    office.hire("tabs", Role.SCOUT);
    Browser here = office.as("tabs");
    Browser there = office.as("tabs");
    LiveTab one = LiveTab.open(office.uri(), here);
    LiveTab two = LiveTab.open(office.uri(), here);
    LiveTab elsewhere = LiveTab.open(office.uri(), there);
    here.delete("/session");

    assertEquals(SESSION_ENDED, one.closeCode());
    assertEquals(SESSION_ENDED, two.closeCode());
    assertEquals("refused", elsewhere.subscribe("no such topic").getString("type"));
    assertTrue(elsewhere.isOpen());
  }

  @Test
  void a_leaver_is_cut_off_at_once() throws Exception {
    long id = office.hire("leaver", Role.SCOUT);
    LiveTab tab = LiveTab.open(office.uri(), office.as("leaver"));
    admin.patch("/people/" + id, new JsonObject().put("version", 1).put("active", false));

    assertEquals(SESSION_ENDED, tab.closeCode());
  }

  @Test
  void other_roles_begin_with_a_new_connection_of_the_same_session() throws Exception {
    long id = office.hire("promoted", Role.SCOUT);
    Browser browser = office.as("promoted");
    LiveTab before = LiveTab.open(office.uri(), browser);
    admin.patch("/people/" + id,
        new JsonObject().put("version", 1).put("roles", new JsonArray().add("supervisor")));

    assertEquals(SESSION_ENDED, before.closeCode());
    assertEquals(200, browser.get("/session").status());
    assertTrue(LiveTab.open(office.uri(), browser).isOpen());
  }
}
