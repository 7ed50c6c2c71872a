package io.scoutline.people.rota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.Browser;
import io.scoutline.people.Browser.Answer;
import io.scoutline.people.Duty;
import io.scoutline.people.Office;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Phones, hours and absences, arranged by an admin or the head of the team (P1, P4.1, P16.1). */
class RotaTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private static final PbxName MAIN = new PbxName("main");

  private static Office office;
  private static Browser admin;

  @BeforeAll
  static void open() {
    office = Office.open(postgres);
    office.hire("chief", Role.ADMIN);
    office.hire("own.head", Role.HEAD);
    office.hire("other.head", Role.HEAD);
    admin = office.as("chief");
    admin.post("/teams", new JsonObject().put("name", "Own").put("headId", id("own.head")));
    admin.post("/teams", new JsonObject().put("name", "Other").put("headId", id("other.head")));
  }

  @AfterAll
  static void close() {
    office.close();
  }

  @Test
  void a_phone_tells_whose_it_is_by_device_and_by_extension() {
    PersonId person = member("phone.a", "Own");
    Answer set = endpoints(admin, person, phone("PJSIP/101", "101"), phone("PJSIP/101-web", "101"));
    PeopleDirectory directory = office.people().current().directory();

    assertEquals(200, set.status());
    assertEquals(2, set.json().getJsonArray("endpoints").size());
    assertEquals(person, directory.atEndpoint(MAIN, "PJSIP/101-web").orElseThrow().id());
    assertEquals(person, directory.atExtension(MAIN, "101").orElseThrow().id());
    assertEquals(Optional.empty(), directory.atEndpoint(new PbxName("second"), "PJSIP/101"));
    assertEquals("101", office.as("phone.a").get("/session").json().getJsonObject("person").getString("extension"));
    assertTrue(office.auditOf("person:" + person).contains("endpoints.changed"));
  }

  @Test
  void a_device_and_an_extension_belong_to_one_person() {
    PersonId first = member("phone.b", "Own");
    PersonId second = member("phone.c", "Own");
    endpoints(admin, first, phone("PJSIP/102", "102"));

    Answer answer = endpoints(admin, second, phone("PJSIP/102", "900"), phone("PJSIP/103", "102"),
        phone("PJSIP/104", "104"), phone("PJSIP/104", "104"));
    assertEquals("endpoints.0.name:taken endpoints.1.extension:taken endpoints.3.name:twice", answer.faults());
    assertTrue(answer.json().getJsonArray("faults").getJsonObject(0).getString("detail").contains("Name of phone.b"));
    assertEquals(200, endpoints(admin, second, phone("second", "PJSIP/102", "102")).status(), "another PBX");
  }

  @Test
  void what_could_reach_the_pbx_unescaped_is_refused() {
    // P16.2
    PersonId person = member("phone.d", "Own");

    for (String name : List.of("PJSIP/1&SIP/2", "PJSIP/1\r\nAction: Originate", "PJSIP/../x", "101", "Local/1@out")) {
      assertEquals("endpoints.0:invalid", endpoints(admin, person, phone(name, "1")).faults(), name);
    }
    assertEquals("endpoints.0:invalid", endpoints(admin, person, phone("PJSIP/1", "1#2")).faults());
    assertEquals("endpoints.0:invalid", endpoints(admin, person, phone("Main Pbx", "PJSIP/1", "1")).faults());
  }

  @Test
  void shifts_decide_who_is_on_duty() {
    PersonId person = member("shift.a", "Own");
    Answer set = shifts(admin, person, shift("monday", "09:00", "18:00"), shift("monday", "20:00", "02:00"));
    PeopleDirectory directory = office.people().current().directory();

    assertEquals(200, set.status());
    assertEquals("20:00", set.json().getJsonArray("shifts").getJsonObject(1).getString("from"));
    assertInstanceOf(Duty.OnShift.class, directory.dutyOf(person, Instant.parse("2026-11-23T07:00:00Z")));
    assertInstanceOf(Duty.OffShift.class, directory.dutyOf(person, Instant.parse("2026-11-23T15:30:00Z")));
    assertInstanceOf(Duty.OnShift.class, directory.dutyOf(person, Instant.parse("2026-11-23T22:30:00Z")));
  }

  @Test
  void hours_that_are_none_are_refused_each_by_itself() {
    PersonId person = member("shift.b", "Own");

    assertEquals("shifts.1:invalid shifts.2:invalid", shifts(admin, person, shift("monday", "09:00", "18:00"),
        shift("monday", "09:00", "09:00"),
        shift("monday", "09:00", "18:00").put("validFrom", "2026-12-02").put("validTo", "2026-12-01")).faults());
    assertEquals("shifts.0.validTo:day_out_of_range", shifts(admin, person,
        shift("monday", "09:00", "18:00").put("validFrom", "2026-12-02").put("validTo", "9026-12-01")).faults());
    assertEquals(400, shifts(admin, person, shift("monday", "25:00", "26:00")).status());
    assertEquals(400, shifts(admin, person, shift("someday", "09:00", "18:00")).status());
    assertEquals(400,
        shifts(admin, person, shift("monday", "09:00", "18:00").put("validFrom", "2026-02-30")).status());
  }

  @Test
  void phones_and_hours_are_not_set_over_somebody_elses_change() {
    PersonId person = member("version.a", "Own");
    long seen = version(person);
    shifts(admin, person, shift("monday", "09:00", "18:00"));

    assertEquals(409, admin.put("/people/" + person + "/shifts",
        new JsonObject().put("version", seen).put("shifts", new JsonArray())).status());
    assertEquals(409, admin.put("/people/" + person + "/endpoints",
        new JsonObject().put("version", seen).put("endpoints", new JsonArray())).status());
  }

  @Test
  void an_absence_of_whole_days_is_meant_in_the_business_zone() {
    PersonId person = member("absent.a", "Own");
    PersonId deputy = member("absent.b", "Own");
    Answer added = absence(admin, person, "2026-12-01", "2026-12-14", deputy);
    JsonObject shown = added.json().getJsonArray("absences").getJsonObject(0);
    PeopleDirectory directory = office.people().current().directory();

    assertEquals(201, added.status());
    assertEquals("2026-11-30T21:00:00.000Z", shown.getString("from"));
    assertEquals("2026-12-14T21:00:00.000Z", shown.getString("to"), "the last day is part of it");
    assertEquals("Name of absent.b", shown.getJsonObject("deputy").getString("name"));
    assertEquals(Optional.of(deputy), directory.deputyOf(person, Instant.parse("2026-12-14T20:59:59Z")));
    assertEquals(Optional.empty(), directory.deputyOf(person, Instant.parse("2026-12-14T21:00:00Z")));
  }

  @Test
  void an_absence_can_be_taken_back() {
    PersonId person = member("absent.c", "Own");
    JsonObject added = admin.post("/people/" + person + "/absences", new JsonObject().put("kind", "sick")
        .put("from", "2026-11-23T06:00:00.000Z").put("to", "2026-11-23T12:00:00Z")).json();
    long id = added.getJsonArray("absences").getJsonObject(0).getLong("id");

    assertInstanceOf(Duty.Absent.class, duty(person));
    assertEquals(204, admin.delete("/absences/" + id).status());
    assertInstanceOf(Duty.Unscheduled.class, duty(person));
    assertEquals(404, admin.delete("/absences/" + id).status());
    assertEquals(List.of("absence.removed", "absence.added"),
        office.auditOf("person:" + person).subList(0, 2));
  }

  @Test
  void an_absence_that_cannot_be_is_refused() {
    PersonId person = member("absent.d", "Own");
    office.hire("left", Role.SCOUT);
    office.dismiss("left");

    assertEquals("to:before_from", absence(admin, person, "2026-12-14", "2026-12-01", null).faults());
    assertEquals("from:malformed", absence(admin, person, "tomorrow", "2026-12-01", null).faults());
    assertEquals("to:day_out_of_range", absence(admin, person, "2026-12-01", "9999-12-31", null).faults());
    assertEquals("from:day_out_of_range",
        absence(admin, person, "+275760-01-01T00:00:00Z", "+275761-01-01T00:00:00Z", null).faults());
    assertEquals("from:day_out_of_range", absence(admin, person, "2016-12-01", "2026-12-01", null).faults());
    assertEquals("deputyId:self", absence(admin, person, "2026-12-01", "2026-12-02", person).faults());
    assertEquals("deputyId:unknown", absence(admin, person, "2026-12-01", "2026-12-02", office.id("left")).faults());
    assertEquals("deputyId:unknown",
        absence(admin, person, "2026-12-01", "2026-12-02", new PersonId(987654)).faults());
  }

  @Test
  void nobody_is_away_twice_at_the_same_time() {
    // P4.1: who deputises would be a guess.
    PersonId person = member("absent.e", "Own");
    assertEquals(201, absence(admin, person, "2026-11-22", "2026-11-24", null).status());

    Answer second = absence(admin, person, "2026-11-23", "2026-11-26", null);
    assertEquals("from:overlaps", second.faults());
    String detail = second.json().getJsonArray("faults").getJsonObject(0).getString("detail");
    assertTrue(detail.contains("from 2026-11-22 to 2026-11-24"), detail);
    assertEquals("from:overlaps", absence(admin, person, "2026-11-20", "2026-11-30", null).faults(), "around it");
    assertEquals("from:overlaps", absence(admin, person, "2026-11-23", "2026-11-23", null).faults(), "within it");
    assertEquals(201, absence(admin, person, "2026-11-25", "2026-11-26", null).status(), "the day after it");
    assertEquals(201, absence(admin, member("absent.f", "Own"), "2026-11-23", "2026-11-26", null).status());
  }

  @Test
  void a_head_arranges_the_own_team_and_no_other() {
    // P16.1: the row decides, not the role alone.
    PersonId own = member("row.own", "Own");
    PersonId other = member("row.other", "Other");
    PersonId teamless = new PersonId(office.hire("row.none", Role.SCOUT));
    Browser head = office.as("own.head");

    assertEquals(200, shifts(head, own, shift("friday", "09:00", "18:00")).status());
    assertEquals(200, endpoints(head, own, phone("PJSIP/301", "301")).status());
    assertEquals(201, absence(head, own, "2026-12-01", "2026-12-02", other).status());
    for (PersonId stranger : List.of(other, teamless)) {
      assertEquals("not_your_team", shifts(head, stranger, shift("friday", "09:00", "18:00")).code());
      assertEquals("not_your_team", endpoints(head, stranger, phone("PJSIP/302", "302")).code());
      assertEquals("not_your_team", absence(head, stranger, "2026-12-01", "2026-12-02", null).code());
    }
    long foreign = absence(admin, other, "2026-12-01", "2026-12-02", null).json()
        .getJsonArray("absences").getJsonObject(0).getLong("id");
    assertEquals(404, head.delete("/absences/" + foreign).status());
    assertEquals(204, office.as("other.head").delete("/absences/" + foreign).status());
  }

  private static Duty duty(PersonId person) {
    return office.people().current().directory().dutyOf(person, office.clock().instant());
  }

  private static PersonId member(String login, String team) {
    PersonId person = new PersonId(office.hire(login, Role.SCOUT));
    long teamId = admin.get("/teams").items().stream().map(JsonObject.class::cast)
        .filter(each -> each.getString("name").equals(team)).findFirst().orElseThrow().getLong("id");
    admin.patch("/people/" + person, new JsonObject().put("version", 1).put("teamId", teamId));
    return person;
  }

  private static Answer endpoints(Browser by, PersonId person, JsonObject... phones) {
    return by.put("/people/" + person + "/endpoints",
        new JsonObject().put("version", version(person)).put("endpoints", new JsonArray(List.of(phones))));
  }

  private static Answer shifts(Browser by, PersonId person, JsonObject... shifts) {
    return by.put("/people/" + person + "/shifts",
        new JsonObject().put("version", version(person)).put("shifts", new JsonArray(List.of(shifts))));
  }

  private static Answer absence(Browser by, PersonId person, String from, String to, PersonId deputy) {
    return by.post("/people/" + person + "/absences", new JsonObject().put("from", from).put("to", to)
        .put("kind", "vacation").put("deputyId", deputy == null ? null : deputy.value()));
  }

  private static JsonObject phone(String name, String extension) {
    return phone("main", name, extension);
  }

  private static JsonObject phone(String pbx, String name, String extension) {
    return new JsonObject().put("pbx", pbx).put("name", name).put("extension", extension);
  }

  private static JsonObject shift(String weekday, String from, String to) {
    return new JsonObject().put("weekday", weekday).put("from", from).put("to", to);
  }

  private static long version(PersonId person) {
    return office.people().current().directory().person(person).orElseThrow().version();
  }

  private static long id(String login) {
    return office.id(login).value();
  }
}
