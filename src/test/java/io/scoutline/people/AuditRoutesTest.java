package io.scoutline.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.Role;
import io.scoutline.people.Browser.Answer;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P16.4: an admin reads the audit; here over what the people feature writes to it. */
class AuditRoutesTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private static Office office;

  @BeforeAll
  static void open() {
    office = Office.open(postgres);
    office.hire("chief", Role.ADMIN);
  }

  @AfterAll
  static void close() {
    office.close();
  }

  @Test
  void the_audit_is_read_page_by_page_without_gaps_or_repeats() {
    Browser admin = office.as("chief");
    for (int i = 0; i < 7; i++) {
      office.as("chief");
    }
    List<Long> read = new ArrayList<>();
    String next = "/audit?action=session.begun&limit=3";
    while (next != null) {
      Answer page = admin.get(next);
      page.items().forEach(each -> read.add(((JsonObject) each).getLong("id")));
      String cursor = page.json().getString("next");
      next = cursor == null ? null : "/audit?action=session.begun&limit=3&cursor=" + cursor;
    }

    assertEquals(office.count("SELECT count(*) FROM audit.entry WHERE action = 'session.begun'"), read.size());
    assertEquals(read.size(), new HashSet<>(read).size());
    assertEquals(read.stream().sorted(java.util.Comparator.reverseOrder()).toList(), read);
  }

  @Test
  void the_audit_is_read_by_person_and_by_subject() {
    Browser admin = office.as("chief");
    long id = office.id("chief").value();

    assertTrue(admin.get("/audit?actor=" + id).items().stream()
        .allMatch(each -> ((JsonObject) each).getLong("actor") == id));
    JsonObject entry = admin.get("/audit?subject=person:" + id).items().getJsonObject(0);
    assertEquals("session.begun", entry.getString("action"));
    assertEquals("127.0.0.1", entry.getJsonObject("detail").getString("ip"));
    assertTrue(admin.get("/audit?subject=person:0").items().isEmpty());
  }

  @Test
  void a_cursor_that_is_not_ours_is_refused() {
    assertEquals("cursor:malformed", office.as("chief").get("/audit?cursor=drop%20table").faults());
  }

  @Test
  void no_method_of_the_api_changes_an_entry() {
    Browser admin = office.as("chief");

    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      int status = admin.send(method, "/audit", java.util.Optional.empty()).status();
      assertTrue(status == 404 || status == 405, method + " " + status);
    }
  }
}
