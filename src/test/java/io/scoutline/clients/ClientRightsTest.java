package io.scoutline.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.clients.passport.LastContact;
import io.scoutline.clients.Page.Answer;
import io.scoutline.clients.passport.ClientFields;
import io.scoutline.kernel.ClientId;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P16.1: each right on clients is checked by role and by row. */
class ClientRightsTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private static final Set<String> EVERYBODY = Set.of("scout", "researcher", "manager", "kam", "assistant",
      "operations", "line_manager", "supervisor", "head", "admin");
  private static final Set<String> WHOLE_BASE = Set.of("researcher", "supervisor", "head", "admin");

  private static ClientsOffice office;
  private static ClientId managers;
  private static ClientId olgas;
  private static ClientId unowned;
  private static ClientId scouts;

  @BeforeAll
  static void open() {
    office = ClientsOffice.open(postgres);
    managers = office.client("Alpha of the manager", Optional.of("manager"));
    olgas = office.client("Beta of Olga", Optional.of("olga"));
    unowned = office.client("Gamma of nobody", Optional.empty());
    scouts = office.client(new ClientFields("Delta for the scout", Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.of(office.id("olga")), Optional.of(office.id("kam")), Optional.of(office.id("scout")),
        Optional.empty(), true, ClientStatus.PROSPECT, Map.of()));
  }

  @AfterAll
  static void close() {
    office.close();
  }

  @Test
  void whoever_sees_a_client_reads_it_and_nobody_else_learns_that_it_exists() {
    assertSeenBy(managers, Set.of("manager", "line_manager"));
    assertSeenBy(olgas, Set.of("olga", "other_line"));
    assertSeenBy(unowned, Set.of("manager", "kam", "olga"));
    assertSeenBy(scouts, Set.of("olga", "other_line", "kam", "scout", "line_manager"));
    assertEquals(404, office.as("admin").get("/clients/999999").status());
    assertEquals(404, office.as("admin").get("/clients/0").status());
    assertEquals(401, office.as("nobody").get("/clients/" + unowned).status());
  }

  private static void assertSeenBy(ClientId client, Set<String> bySight) {
    for (String login : EVERYBODY) {
      boolean sees = WHOLE_BASE.contains(login) || bySight.contains(login);
      assertEquals(sees ? 200 : 404, office.as(login).get("/clients/" + client).status(), login);
    }
    assertEquals(bySight.contains("olga") ? 200 : 404, office.as("olga").get("/clients/" + client).status());
  }

  @Test
  @DisplayName("P1: a scout cannot browse the base")
  void whoever_works_client_by_client_can_neither_list_nor_search() {
    for (String login : Set.of("scout", "assistant", "operations")) {
      assertEquals(403, office.as(login).get("/clients").status(), login);
      assertEquals(403, office.as(login).get("/clients?q=alpha").status(), login);
    }
    assertEquals(401, office.as("nobody").get("/clients").status());
  }

  @Test
  void a_search_finds_only_what_its_asker_sees() {
    assertEquals(List.of("Alpha of the manager", "Gamma of nobody"), names("manager", ""));
    assertEquals(List.of("Alpha of the manager", "Delta for the scout"), names("line_manager", ""));
    assertEquals(List.of("Beta of Olga", "Delta for the scout"), names("other_line", ""));
    assertEquals(List.of("Delta for the scout", "Gamma of nobody"), names("kam", ""));
    assertEquals(4, names("head", "").size());
    assertEquals(List.of(), names("manager", "?q=beta"));
    assertEquals(List.of("Beta of Olga"), names("olga", "?q=beta"));
    assertEquals(List.of("Beta of Olga"), names("researcher", "?q=bet"));
  }

  private static List<String> names(String login, String query) {
    return office.as(login).get("/clients" + query).each("items", "name");
  }

  @Test
  @DisplayName("P1: a scout sees the clients of their own calls, by a reason that calls give")
  void a_grant_of_another_feature_opens_a_single_client() {
    ClientId granted = office.client("Epsilon of a call", Optional.of("olga"));
    assertEquals(404, office.as("assistant").get("/clients/" + granted).status());

    office.clients().sight().add((actor, client) ->
        client.equals(granted) && actor.person().equals(office.id("assistant"))
            ? ClientGrant.Reach.WRITES : ClientGrant.Reach.NOTHING);

    assertEquals(200, office.as("assistant").get("/clients/" + granted).status());
    assertEquals(404, office.as("operations").get("/clients/" + granted).status());
    postgres.database().update("DELETE FROM clients.client WHERE id = $1", granted);
  }

  @Test
  @DisplayName("P16.1: a reason that only lets read lets nobody write")
  void a_grant_to_read_changes_nothing() {
    ClientId granted = office.client("Iota of a ringing phone", Optional.of("olga"));
    office.clients().sight().add((actor, client) -> client.equals(granted)
        && actor.person().equals(office.id("assistant")) ? ClientGrant.Reach.READS : ClientGrant.Reach.NOTHING);

    assertEquals(200, office.as("assistant").get("/clients/" + granted).status());
    var change = new JsonObject().put("version", 1).put("note", "hello");
    assertEquals("client_read_only", office.as("assistant").patch("/clients/" + granted, change).code());
    assertEquals("client_read_only", office.as("assistant").post("/clients/" + granted + "/numbers",
        new JsonObject().put("number", "84951112244")).code());
    assertEquals("client_read_only", office.as("assistant").post("/clients/" + granted + "/contacts",
        new JsonObject().put("name", "Someone")).code());
    postgres.database().update("DELETE FROM clients.client WHERE id = $1", granted);
  }

  @Test
  void whoever_spoke_to_the_client_last_sees_it() {
    ClientId called = office.client("Zeta of a call", Optional.of("olga"));
    office.clients().passports().keepContacts(List.of(
        new LastContact(called, office.id("scout"), ClientsOffice.NOW)));
    assertEquals(200, office.as("scout").get("/clients/" + called).status());
    postgres.database().update("DELETE FROM clients.client WHERE id = $1", called);
  }

  @Test
  void entering_clients_is_for_those_who_keep_the_base() {
    for (String login : EVERYBODY) {
      boolean enters = !Set.of("scout", "assistant", "operations", "supervisor").contains(login);
      Answer answer = office.as(login).post("/clients", new JsonObject().put("name", "Entered by " + login));
      assertEquals(enters ? 201 : 403, answer.status(), login);
    }
    assertEquals("Name of manager", owner(office.as("manager").post("/clients", new JsonObject().put("name", "Mine"))));
    assertEquals("", owner(office.as("researcher").post("/clients", new JsonObject().put("name", "Nobody's"))));
    postgres.database().update("DELETE FROM clients.client WHERE name LIKE 'Entered by %' OR name LIKE '%''s'"
        + " OR name = 'Mine'");
  }

  @Test
  void nobody_writes_what_they_do_not_see_and_a_supervisor_writes_nothing() {
    JsonObject change = new JsonObject().put("version", 1).put("note", "hello");
    assertEquals(404, office.as("manager").patch("/clients/" + olgas, change).status());
    assertEquals(404, office.as("scout").patch("/clients/" + olgas, change).status());
    assertEquals(403, office.as("supervisor").patch("/clients/" + olgas, change).status());
    var number = new JsonObject().put("number", "84951112233");
    var contact = new JsonObject().put("name", "Someone");
    for (String login : Set.of("manager", "scout", "assistant", "line_manager")) {
      assertEquals(404, office.as(login).post("/clients/" + olgas + "/numbers", number).status(), login);
      assertEquals(404, office.as(login).post("/clients/" + olgas + "/contacts", contact).status(), login);
    }
    assertEquals(403, office.as("supervisor").post("/clients/" + olgas + "/numbers", number).status());
    assertEquals(403, office.as("supervisor").post("/clients/" + olgas + "/contacts", contact).status());
    Answer added = office.as("olga").post("/clients/" + olgas + "/numbers", number);
    String path = "/clients/" + olgas + "/numbers/" + added.first("numbers").getLong("id");
    assertEquals(404, office.as("manager").delete(path).status());
    assertEquals(403, office.as("supervisor").delete(path).status());
    assertEquals(200, office.as("olga").delete(path).status());
    assertEquals(List.of("client.number_removed", "client.number_added"), office.auditOf("client:" + olgas), "P16.4");
  }

  @Test
  @DisplayName("P8.9: whose a client is, is said by a head or line manager; a manager may take an unowned one")
  void assignments_are_for_those_who_answer_for_the_client() {
    ClientId free = office.client("Eta of nobody", Optional.empty());
    var toOlga = new JsonObject().put("version", 1).put("ownerId", office.id("olga").value());
    assertEquals("assignment", office.as("manager").patch("/clients/" + free, toOlga).code());
    assertEquals(403, office.as("manager").patch("/clients/" + free, toOlga).status());
    assertEquals(403, office.as("researcher").patch("/clients/" + free, toOlga).status());

    var toMe = new JsonObject().put("version", 1).put("ownerId", office.id("manager").value()).put("vip", true);
    assertEquals("Name of manager", owner(office.as("manager").patch("/clients/" + free, toMe)));
    assertEquals(List.of("client.assigned"), office.auditOf("client:" + free));

    var giveAway = new JsonObject().put("version", 2).put("ownerId", office.id("olga").value());
    assertEquals(403, office.as("manager").patch("/clients/" + free, giveAway).status());
    assertEquals(404, office.as("other_line").patch("/clients/" + free, giveAway).status());
    assertEquals("assignment", office.as("line_manager").patch("/clients/" + free, giveAway).code());
    assertEquals("Name of olga", owner(office.as("head").patch("/clients/" + free, giveAway)));
    assertEquals(403, office.as("researcher").post("/clients",
        new JsonObject().put("name", "Theta").put("ownerId", office.id("olga").value())).status());
    postgres.database().update("DELETE FROM clients.client WHERE id = $1", free);
  }

  @Test
  @DisplayName("P8.9: a line manager assigns to the people of their teams")
  void a_line_manager_hands_clients_to_nobody_outside_their_teams() {
    ClientId own = office.client("Kappa of the manager", Optional.of("manager"));
    for (String field : List.of("ownerId", "secondId", "scoutId")) {
      var outside = new JsonObject().put("version", 1).put(field, office.id("olga").value());
      assertEquals("assignment", office.as("line_manager").patch("/clients/" + own, outside).code(), field);
      Answer made = office.as("line_manager").post("/clients",
          new JsonObject().put("name", "Lambda").put(field, office.id("olga").value()));
      assertEquals(403, made.status(), field);
    }
    var within = new JsonObject().put("version", 1).put("ownerId", office.id("kam").value());
    assertEquals("Name of kam", owner(office.as("line_manager").patch("/clients/" + own, within)));
    var toOlga = new JsonObject().put("version", 2).put("secondId", office.id("olga").value());
    assertEquals(200, office.as("head").patch("/clients/" + own, toOlga).status());
    var staying = new JsonObject().put("version", 3).put("ownerId", office.id("manager").value())
        .put("secondId", office.id("olga").value());
    assertEquals(200, office.as("line_manager").patch("/clients/" + own, staying).status());
    postgres.database().update("DELETE FROM clients.client WHERE id = $1", own);
  }

  @Test
  @DisplayName("P4.4: blocked numbers are for heads and admins")
  void blocking_is_for_heads_and_admins() {
    var body = new JsonObject().put("number", "89990001122").put("reason", "hoax");
    for (String login : EVERYBODY) {
      boolean may = Set.of("head", "admin").contains(login);
      assertEquals(may ? 200 : 403, office.as(login).get("/blocked-numbers").status(), login);
      assertEquals(may ? 200 : 403, office.as(login).post("/blocked-numbers", body).status(), login);
    }
    assertEquals(403, office.as("scout").delete("/blocked-numbers/%2B79990001122").status());
    assertEquals(200, office.as("head").delete("/blocked-numbers/%2B79990001122").status());
  }

  @Test
  void a_page_without_the_token_changes_nothing() {
    Page forged = new Page(office.as("head").server(), "head", "guessed");
    assertEquals(403, forged.post("/clients", new JsonObject().put("name", "Forged")).status());
    assertFalse(names("head", "?q=forged").contains("Forged"));
    assertTrue(names("head", "?q=gamma").contains("Gamma of nobody"));
  }

  private static String owner(Answer answer) {
    assertTrue(answer.status() < 300, answer.text());
    return Optional.ofNullable(answer.json().getJsonObject("owner")).map(owner -> owner.getString("name")).orElse("");
  }
}
