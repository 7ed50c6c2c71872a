package io.scoutline.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.Browser.Answer;
import io.scoutline.people.Company.FirstAdmin;
import io.scoutline.people.NewCompany.NewColleague;
import io.scoutline.people.NewCompany.NewPhone;
import io.scoutline.people.NewCompany.NewTeam;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.database.DatabaseFault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How an empty server gets its first people (P1, P17.1). In order: the first test needs a server without anybody. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CompanyTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private Office office;

  @BeforeEach
  void open() {
    office = Office.open(postgres);
  }

  @AfterEach
  void close() {
    office.close();
  }

  @Test
  @Order(1)
  void an_empty_server_makes_one_administrator_and_never_a_second() {
    FirstAdmin admin = office.people().company().firstAdmin().orElseThrow();
    Browser browser = office.browser().as(admin.login(), admin.password());

    assertTrue(admin.password().matches("[a-z2-9]{5}(-[a-z2-9]{5}){3}"), "readable from a screen");
    assertTrue(browser.get("/session").json().getBoolean("passwordChangeDue"));
    assertEquals("password_change_due", browser.get("/people").json().getString("code"));
    assertEquals(Optional.empty(), office.people().company().firstAdmin());
    assertEquals("FirstAdmin admin", admin.toString(), "a log would not show the password");
  }

  @Test
  @Order(2)
  void the_last_administrator_stays_one() {
    PersonId admin = office.id("admin");
    Browser browser = office.browser();
    office.database().update("UPDATE people.password SET hash = $2, change_due = false WHERE person = $1", admin,
        office.passwords().hash(Office.PASSWORD).encoded());
    browser.as("admin", Office.PASSWORD);
    long version = office.people().current().directory().person(admin).orElseThrow().version();

    Answer demoted = browser.patch("/people/" + admin,
        new JsonObject().put("version", version).put("roles", new JsonArray().add("scout")));
    Answer gone = browser.patch("/people/" + admin, new JsonObject().put("version", version).put("active", false));
    assertEquals("roles:last_admin", demoted.faults());
    assertEquals("active:last_admin", gone.faults());
  }

  @Test
  @Order(3)
  void a_whole_company_is_created_together() {
    List<PeopleDirectory> told = new CopyOnWriteArrayList<>();
    office.people().current().onChange(told::add);
    var people = new ArrayList<NewColleague>();
    people.add(new NewColleague("Глава", "head", Set.of(Role.HEAD), Optional.empty(), Language.RU, List.of(),
        List.of()));
    for (int i = 0; i < 200; i++) {
      people.add(new NewColleague("Scout " + i, "scout" + i, Set.of(Role.SCOUT, Role.MANAGER), Optional.of("Загон"),
          Language.EN, List.of(new NewPhone(new PbxName("main"), "PJSIP/" + (1000 + i), "" + (1000 + i))),
          List.of(Shift.weekly(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(18, 0)))));
    }
    Map<String, PersonId> ids = office.people().company().found(
        new NewCompany(List.of(new NewTeam("Загон", Optional.of("head"), Optional.empty())), people),
        office.passwords().hash(Office.PASSWORD));
    PeopleDirectory directory = office.people().current().directory();
    Person last = directory.atExtension(new PbxName("main"), "1199").orElseThrow();

    assertEquals(201, ids.size());
    assertEquals(ids.get("scout199"), last.id());
    assertEquals(Set.of(Role.SCOUT, Role.MANAGER), last.roles());
    assertEquals(Language.EN, last.language());
    assertEquals(200, directory.membersOf(last.team().orElseThrow()).size());
    assertTrue(directory.teamOf(last.id()).orElseThrow().isHeadedBy(ids.get("head")));
    assertEquals(new Duty.OnShift(Instant.parse("2026-11-23T15:00:00Z")),
        directory.dutyOf(last.id(), office.clock().instant()));
    assertEquals(200, office.browser().signIn("scout77", Office.PASSWORD).status());
    assertEquals(List.of(directory), told, "told once");
  }

  @Test
  @Order(4)
  void a_company_that_collides_with_somebody_is_not_created_at_all() {
    var company = new NewCompany(List.of(new NewTeam("Half", Optional.empty(), Optional.empty())), List.of(
        new NewColleague("New", "quite.new", Set.of(Role.SCOUT), Optional.empty(), Language.RU, List.of(), List.of()),
        new NewColleague("Old", "ADMIN", Set.of(Role.SCOUT), Optional.empty(), Language.RU, List.of(), List.of())));

    assertThrows(DatabaseFault.class,
        () -> office.people().company().found(company, office.passwords().hash(Office.PASSWORD)));
    assertEquals(0L, office.count("SELECT count(*) FROM people.person WHERE login = 'quite.new'"));
    assertEquals(0L, office.count("SELECT count(*) FROM people.team WHERE name = 'Half'"));
  }

  @Test
  @Order(5)
  void a_listener_that_fails_keeps_no_other_from_hearing() {
    List<PeopleDirectory> told = new CopyOnWriteArrayList<>();
    office.people().current().onChange(directory -> {
      throw new IllegalStateException("a fault of the listener");
    });
    office.people().current().onChange(told::add);
    office.hire("somebody.new", Role.SCOUT);
    office.people().current().refresh();

    assertEquals(List.of(office.people().current().directory()), told, "once, for once something changed");
  }
}
