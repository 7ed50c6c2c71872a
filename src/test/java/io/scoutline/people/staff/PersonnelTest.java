package io.scoutline.people.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.Role;
import io.scoutline.people.Browser;
import io.scoutline.people.Browser.Answer;
import io.scoutline.people.Office;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P1: accounts and roles. P16.1: rights act at once. */
class PersonnelTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

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
  void a_new_colleague_can_sign_in_and_is_asked_for_a_password_of_their_own() {
    Answer created = admin.post("/people", person("new.colleague", "scout").put("name", " Анна Петрова ")
        .put("password", "for the first day"));
    Answer in = office.browser().signIn("new.colleague", "for the first day");

    assertEquals(201, created.status());
    assertEquals("Анна Петрова", created.json().getString("name"));
    assertEquals("/api/people/" + created.json().getLong("id"), created.headers().firstValue("Location").orElse(""));
    assertTrue(in.json().getBoolean("passwordChangeDue"));
    assertEquals(List.of("session.begun", "person.created"),
        office.auditOf("person:" + created.json().getLong("id")));
  }

  @Test
  @DisplayName("P16.2: a password that others chose opens nothing but its change")
  void whoever_has_yet_to_choose_a_password_may_do_nothing_else() {
    admin.post("/people", person("first.day", "admin").put("password", "for the first day"));
    Browser fresh = office.browser().as("first.day", "for the first day");

    assertEquals(403, fresh.get("/people").status());
    assertEquals("password_change_due", fresh.get("/people").json().getString("code"));
    assertEquals("password_change_due",
        fresh.patch("/me", new JsonObject().put("theme", "dark")).json().getString("code"));
    assertEquals(200, fresh.get("/session").status());
    assertEquals("next:too_short", fresh.post("/me/password",
        new JsonObject().put("current", "for the first day").put("next", "short")).faults());
    assertEquals(403, fresh.get("/people").status());
    assertEquals(204, fresh.post("/me/password",
        new JsonObject().put("current", "for the first day").put("next", "my own words")).status());
    assertEquals(200, fresh.get("/people").status(), "at once");

    admin.post("/people", person("goes.again", "scout").put("password", "for the first day"));
    assertEquals(204, office.browser().as("goes.again", "for the first day").delete("/session").status());
  }

  @Test
  void names_hold_nothing_that_nobody_sees() {
    Answer made = admin.post("/people", person("hidden.marks", "scout").put("name", "Sec\u202eRLO\n\u001b[31m"));
    assertEquals("SecRLO [31m", made.json().getString("name"));
    assertEquals("Sec RLO", change(made.json(), new JsonObject().put("name", "Sec\u0085RLO\u200b"))
        .json().getString("name"));
    Answer team = admin.post("/teams", new JsonObject().put("name", "Nor\u202eth\u200b Sea"));
    assertEquals("North Sea", team.json().getString("name"));
  }

  @Test
  void whoever_has_no_password_yet_cannot_sign_in() {
    admin.post("/people", person("no.password", "scout"));

    assertEquals(401, office.browser().signIn("no.password", "anything at all").status());
  }

  @Test
  void all_faults_of_a_form_are_told_at_once() {
    Answer answer = admin.post("/people", new JsonObject().put("name", "  ").put("login", "CHIEF")
        .put("roles", new JsonArray(List.of("researcher", "scout"))).put("teamId", 999).put("password", "short"));

    assertEquals(400, answer.status());
    assertEquals("name:length login:taken roles:conflict teamId:unknown password:too_short", answer.faults());
  }

  @Test
  void a_login_that_could_be_mistaken_for_another_is_refused() {
    for (String login : List.of("иван", "a b", "-rf", "x", "anna<script>")) {
      assertEquals("login:malformed", admin.post("/people", person(login, "scout")).faults(), login);
    }
  }

  @Test
  void a_login_belongs_to_one_person_however_many_ask_at_once() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Answer> create = () -> office.as("chief").post("/people", person("same.time", "scout"));
      var answers = threads.invokeAll(List.of(create, create, create, create));
      int made = 0;
      for (var answer : answers) {
        made += answer.get().status() == 201 ? 1 : 0;
        assertTrue(answer.get().status() == 201 || answer.get().faults().equals("login:taken"), answer.get() + "");
      }
      assertEquals(1, made);
    }
  }

  @Test
  void a_researcher_is_not_made_scout_or_manager_by_an_admin() {
    JsonObject researcher = admin.post("/people", person("researcher.a", "researcher")).json();
    Answer refused = change(researcher, new JsonObject().put("roles", roles("researcher", "manager")));

    assertEquals("roles:conflict", refused.faults());
    assertEquals("roleException:not_a_head", change(researcher, new JsonObject()
        .put("roles", roles("researcher", "manager")).put("roleException", "we are few")).faults());
  }

  @Test
  void a_head_allows_the_combination_with_a_reason_and_it_is_on_the_audit() {
    office.hire("head.allows", Role.HEAD);
    JsonObject researcher = admin.post("/people", person("researcher.b", "researcher")).json();
    String path = "/people/" + researcher.getLong("id") + "/role-exception";
    Browser head = office.as("head.allows");

    assertEquals("reason:required", head.post(path, new JsonObject().put("reason", "  ")).faults());
    assertEquals(204, head.post(path, new JsonObject().put("reason", "we are few")).status());
    Answer allowed = change(researcher, new JsonObject().put("roles", roles("researcher", "scout")));
    assertEquals(200, allowed.status());
    assertEquals(List.of("roles.changed", "role_exception.granted", "person.created"),
        office.auditOf("person:" + researcher.getLong("id")));
  }

  @Test
  void what_a_head_has_allowed_is_not_allowed_a_second_time() {
    office.hire("head.first", Role.HEAD);
    office.hire("head.second", Role.HEAD);
    long researcher = admin.post("/people", person("researcher.e", "researcher")).json().getLong("id");
    String path = "/people/" + researcher + "/role-exception";

    assertEquals(204, office.as("head.first").post(path, new JsonObject().put("reason", "we are few")).status());
    Answer second = office.as("head.second").post(path, new JsonObject().put("reason", "as I say"));
    assertEquals(409, second.status());
    assertEquals("already_granted", second.code());
    assertEquals(List.of("role_exception.granted", "person.created"), office.auditOf("person:" + researcher));
    assertEquals(1, office.count(
        "SELECT count(*) FROM people.role_exception WHERE reason = 'we are few' AND person = "
        + researcher), "who allowed it first answers for it");
  }

  @Test
  void a_reason_is_given_anew_with_other_roles_and_not_with_the_same() {
    office.hire("both.again", Role.HEAD, Role.ADMIN);
    Browser both = office.as("both.again");
    JsonObject made = both.post("/people", person("researcher.f", "researcher")
        .put("roles", roles("researcher", "scout")).put("roleException", "nobody else knows timber")).json();
    var same = new JsonObject().put("version", made.getLong("version")).put("name", "Renamed")
        .put("roleException", "once more");
    JsonObject renamed = both.patch("/people/" + made.getLong("id"), same).json();
    assertEquals(1, office.count(
        "SELECT count(*) FROM people.role_exception WHERE reason = 'nobody else knows timber'"));

    var other = new JsonObject().put("version", renamed.getLong("version"))
        .put("roles", roles("researcher", "manager")).put("roleException", "until spring");
    assertEquals(200, both.patch("/people/" + made.getLong("id"), other).status());
    assertEquals(0, office.count(
        "SELECT count(*) FROM people.role_exception WHERE reason = 'nobody else knows timber'"));
    assertEquals(2, office.auditOf("person:" + made.getLong("id")).stream()
        .filter("role_exception.granted"::equals).count());
  }

  @Test
  void the_leave_lapses_when_the_combination_ends() {
    office.hire("head.once", Role.HEAD);
    JsonObject researcher = admin.post("/people", person("researcher.c", "researcher")).json();
    office.as("head.once").post("/people/" + researcher.getLong("id") + "/role-exception",
        new JsonObject().put("reason", "for a month"));
    JsonObject both = change(researcher, new JsonObject().put("roles", roles("researcher", "scout"))).json();
    JsonObject one = change(both, new JsonObject().put("roles", roles("researcher"))).json();

    assertEquals("roles:conflict",
        change(one, new JsonObject().put("roles", roles("researcher", "scout"))).faults());
  }

  @Test
  void an_admin_who_is_also_head_may_allow_it_in_one_step() {
    office.hire("both", Role.HEAD, Role.ADMIN);
    Answer created = office.as("both").post("/people",
        person("researcher.d", "researcher").put("roles", roles("researcher", "scout"))
            .put("roleException", "we are two"));

    assertEquals(201, created.status());
    assertEquals(List.of("role_exception.granted", "person.created"),
        office.auditOf("person:" + created.json().getLong("id")));
  }

  @Test
  void a_change_over_somebody_elses_change_is_refused_and_writes_nothing() {
    JsonObject seen = admin.post("/people", person("versioned", "scout")).json();
    assertEquals(200, change(seen, new JsonObject().put("name", "First")).status());
    Answer late = change(seen, new JsonObject().put("name", "Second"));

    assertEquals(409, late.status());
    assertEquals("changed_meanwhile", late.code());
    assertEquals("First", office.people().current().directory().person(office.id("versioned")).orElseThrow().name());
  }

  @Test
  void what_a_change_does_not_name_stays() {
    JsonObject team = admin.post("/teams", new JsonObject().put("name", "Staying")).json();
    JsonObject person = admin.post("/people", person("stays", "scout").put("teamId", team.getLong("id"))).json();
    JsonObject renamed = change(person, new JsonObject().put("name", "Renamed")).json();
    JsonObject left = change(renamed, new JsonObject().putNull("teamId")).json();

    assertEquals("Staying", renamed.getJsonObject("team").getString("name"));
    assertEquals(roles("scout"), renamed.getJsonArray("roles"));
    assertEquals(null, left.getJsonObject("team"));
    assertEquals("Renamed", left.getString("name"));
  }

  @Test
  void a_role_that_is_taken_away_is_gone_with_the_next_request() {
    JsonObject person = admin.post("/people", person("demoted", "head").put("password", "for the first day")).json();
    Browser demoted = office.browser().as("demoted", "for the first day");
    demoted.post("/me/password", new JsonObject().put("current", "for the first day").put("next", "my own words"));
    assertEquals(200, demoted.get("/people").status());

    change(person, new JsonObject().put("roles", roles("scout")));
    assertEquals(403, demoted.get("/people").status());
  }

  @Test
  void whoever_leaves_is_signed_out_and_gives_back_the_phones() {
    JsonObject leaver = admin.post("/people", person("leaver", "scout").put("password", "for the first day")).json();
    JsonObject phone = new JsonObject().put("pbx", "main").put("name", "PJSIP/555").put("extension", "555");
    JsonObject equipped = admin.put("/people/" + leaver.getLong("id") + "/endpoints",
        new JsonObject().put("version", leaver.getLong("version")).put("endpoints", new JsonArray().add(phone))).json();
    Browser signedIn = office.browser().as("leaver", "for the first day");
    JsonObject gone = change(equipped, new JsonObject().put("active", false)).json();
    JsonObject heir = admin.post("/people", person("heir", "scout")).json();

    assertFalse(gone.getBoolean("active"));
    assertEquals(401, signedIn.get("/session").status());
    assertEquals(401, office.browser().signIn("leaver", "for the first day").status());
    assertEquals(200, admin.put("/people/" + heir.getLong("id") + "/endpoints", new JsonObject()
        .put("version", heir.getLong("version")).put("endpoints", new JsonArray().add(phone))).status());
    assertTrue(office.auditOf("person:" + leaver.getLong("id")).contains("person.deactivated"));
  }

  @Test
  void a_password_set_by_an_admin_ends_the_sessions_and_is_to_be_changed() {
    long id = office.hire("forgot", Role.SCOUT);
    Browser before = office.as("forgot");

    assertEquals("password:too_short",
        admin.post("/people/" + id + "/password", new JsonObject().put("password", "short")).faults());
    assertEquals(204,
        admin.post("/people/" + id + "/password", new JsonObject().put("password", "a new beginning")).status());
    assertEquals(401, before.get("/session").status());
    Browser after = office.browser().as("forgot", "a new beginning");
    assertTrue(after.get("/session").json().getBoolean("passwordChangeDue"));
    after.post("/me/password", new JsonObject().put("current", "a new beginning").put("next", "my own words"));
    assertFalse(after.get("/session").json().getBoolean("passwordChangeDue"));
    assertTrue(office.auditOf("person:" + id).contains("password.reset"));
  }

  @Test
  void an_admin_does_not_set_their_own_password_without_the_current_one() {
    Answer own = admin.post("/people/" + office.id("chief") + "/password",
        new JsonObject().put("password", "a new beginning"));

    assertEquals(403, own.status());
    assertEquals("own_password", own.code());
  }

  @Test
  void somebody_unknown_is_not_found() {
    assertEquals(404, admin.patch("/people/999999", new JsonObject().put("version", 1)).status());
    assertEquals(404, admin.patch("/people/-1", new JsonObject().put("version", 1)).status());
    assertEquals(404, admin.post("/people/0/password", new JsonObject().put("password", "whatever it is")).status());
  }

  @Test
  void fields_that_do_not_exist_are_refused() {
    Answer answer = admin.post("/people", person("unknown.field", "scout").put("isAdmin", true));

    assertEquals(400, answer.status());
    assertTrue(answer.faults().contains("unknown_field"), answer.faults());
  }

  @Test
  void people_are_listed_by_name_and_by_team() {
    JsonObject team = admin.post("/teams", new JsonObject().put("name", "Listed")).json();
    admin.post("/people", person("listed.b", "scout").put("name", "Яна").put("teamId", team.getLong("id")));
    admin.post("/people", person("listed.a", "scout").put("name", "Анна").put("teamId", team.getLong("id")));
    JsonArray items = admin.get("/people?active=true&team=" + team.getLong("id")).items();

    assertEquals(List.of("Анна", "Яна"),
        items.stream().map(each -> ((JsonObject) each).getString("name")).toList());
  }

  private static Answer change(JsonObject seen, JsonObject change) {
    return admin.patch("/people/" + seen.getLong("id"), change.put("version", seen.getLong("version")));
  }

  private static JsonObject person(String login, String role) {
    return new JsonObject().put("name", "Name of " + login).put("login", login).put("roles", roles(role));
  }

  private static JsonArray roles(String... roles) {
    return new JsonArray(List.of(roles));
  }
}
