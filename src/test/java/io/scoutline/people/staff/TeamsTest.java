package io.scoutline.people.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.kernel.TeamId;
import io.scoutline.people.Browser;
import io.scoutline.people.Browser.Answer;
import io.scoutline.people.Office;
import io.scoutline.people.Person;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P1: a team has a head. */
class TeamsTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private static Office office;
  private static Browser admin;

  @BeforeAll
  static void open() {
    office = Office.open(postgres);
    office.hire("chief", Role.ADMIN);
    office.hire("head", Role.HEAD);
    office.hire("line", Role.LINE_MANAGER);
    office.hire("scout", Role.SCOUT);
    admin = office.as("chief");
  }

  @AfterAll
  static void close() {
    office.close();
  }

  @Test
  void a_team_is_led_by_its_head_and_its_line_manager() {
    Answer created = admin.post("/teams", team("Загон").put("headId", id("head")).put("lineManagerId", id("line")));
    TeamId team = new TeamId(created.json().getLong("id"));

    assertEquals(201, created.status());
    assertEquals("Name of head", created.json().getJsonObject("head").getString("name"));
    for (String leader : List.of("head", "line")) {
      assertTrue(office.people().current().directory().actor(office.id(leader)).orElseThrow().leads().contains(team));
    }
    assertEquals(Set.of(), office.people().current().directory().actor(office.id("scout")).orElseThrow().leads());
    assertEquals(List.of("team.created"), office.auditOf("team:" + team));
  }

  @Test
  void only_whoever_has_the_role_leads_a_team() {
    Answer answer = admin.post("/teams",
        team("Misled").put("headId", id("scout")).put("lineManagerId", 987654));

    assertEquals("headId:wrong_role lineManagerId:unknown", answer.faults());
  }

  @Test
  void a_team_name_is_given_once() {
    admin.post("/teams", team("Единственная"));

    assertEquals("name:taken", admin.post("/teams", team("ЕДИНСТВЕННАЯ")).faults());
  }

  @Test
  void a_team_changes_its_lead_but_not_over_somebody_elses_change() {
    JsonObject seen = admin.post("/teams", team("Changing").put("headId", id("head"))).json();
    String path = "/teams/" + seen.getLong("id");
    JsonObject renamed = admin.patch(path, new JsonObject().put("version", seen.getLong("version"))
        .put("name", "Changed")).json();

    assertEquals("Name of head", renamed.getJsonObject("head").getString("name"), "what is not named stays");
    assertEquals(409, admin.patch(path, new JsonObject().put("version", seen.getLong("version"))
        .putNull("headId")).status());
    assertEquals(null, admin.patch(path, new JsonObject().put("version", renamed.getLong("version"))
        .putNull("headId")).json().getJsonObject("head"));
  }

  @Test
  void whoever_leads_a_team_keeps_the_role_for_it_until_somebody_else_leads() {
    office.hire("leads", Role.HEAD);
    JsonObject team = admin.post("/teams", team("Led").put("headId", id("leads"))).json();
    long version = office.people().current().directory().person(office.id("leads")).orElseThrow().version();

    assertEquals("roles:leads_team", admin.patch("/people/" + id("leads"), new JsonObject().put("version", version)
        .put("roles", new JsonArray().add("scout"))).faults());
    assertEquals("active:leads_team", admin.patch("/people/" + id("leads"), new JsonObject().put("version", version)
        .put("active", false)).faults());
    admin.patch("/teams/" + team.getLong("id"), new JsonObject().put("version", team.getLong("version"))
        .put("headId", id("head")));
    assertEquals(200, admin.patch("/people/" + id("leads"), new JsonObject().put("version", version)
        .put("active", false)).status());
  }

  @Test
  void members_who_have_left_are_not_counted() {
    JsonObject team = admin.post("/teams", team("Counted")).json();
    for (String login : List.of("member.a", "member.b")) {
      office.hire(login, Role.SCOUT);
      admin.patch("/people/" + id(login), new JsonObject().put("version", 1).put("teamId", team.getLong("id")));
    }
    office.dismiss("member.b");

    assertEquals(1, admin.get("/teams").items().stream().map(JsonObject.class::cast)
        .filter(each -> each.getString("name").equals("Counted")).findFirst().orElseThrow().getInteger("members"));
    assertEquals(List.of(new PersonId(id("member.a"))), office.people().current().directory()
        .membersOf(new TeamId(team.getLong("id"))).stream().map(Person::id).toList());
  }

  @Test
  void a_team_that_does_not_exist_is_not_found() {
    assertEquals(404, admin.patch("/teams/987654", new JsonObject().put("version", 1)).status());
    assertEquals(404, admin.patch("/teams/0", new JsonObject().put("version", 1)).status());
  }

  private static JsonObject team(String name) {
    return new JsonObject().put("name", name);
  }

  private static long id(String login) {
    return office.id(login).value();
  }
}
