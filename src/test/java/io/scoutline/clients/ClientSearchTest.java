package io.scoutline.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.clients.passport.ClientFields;
import io.scoutline.clients.passport.ContactFields;
import io.scoutline.clients.passport.NewClient;
import io.scoutline.clients.passport.NewClient.Firm;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P8.3: find a client as you type. */
class ClientSearchTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private static ClientsOffice office;

  @BeforeAll
  static void open() {
    office = ClientsOffice.open(postgres);
    ClientId plant = enter("Завод «Королёв»", "+74957001020", "7701234567");
    enter("Торговый дом Северный", "+78123334455", "7801234567");
    enter("Северный полюс", "+79161234567", "5001234567");
    enter("100% хлопок", "+73832223344", "5401234567");
    office.clients().passports().addContact(office.actor("head"), plant, ContactFields.named("Белова Анна Сергеевна"));
  }

  private static ClientId enter(String name, String number, String taxId) {
    return office.clients().passports().create(office.actor("head"), new NewClient(ClientFields.named(name),
        List.of(new Firm(Optional.empty(), Optional.of(taxId))),
        List.of(new NewClient.Number(PhoneNumber.of(number), Optional.empty(), true))));
  }

  @AfterAll
  static void close() {
    office.close();
  }

  @Test
  void a_name_is_found_by_its_beginning_before_its_middle() {
    assertEquals(List.of("Северный полюс", "Торговый дом Северный"), find("север"));
    assertEquals(List.of("Северный полюс"), find("се"));
  }

  @Test
  void a_name_is_found_whatever_its_case_quotation_marks_and_ё() {
    assertEquals(List.of("Завод «Королёв»"), find("ЗАВОД КОРОЛЕВ"));
    assertEquals(List.of("Завод «Королёв»"), find("королё"));
    assertEquals(List.of("Торговый дом Северный"), find("северный торг"));
  }

  @Test
  @DisplayName("P8.3: a number in any format")
  void a_number_is_found_in_any_format() {
    for (String typed : List.of("+7 495 700-10-20", "8 (495) 700 10 20", "84957001020", "495700", "+7495700",
        "7001020", "10-20")) {
      assertEquals(List.of("Завод «Королёв»"), find(typed), typed);
    }
  }

  @Test
  void what_matched_is_told_as_people_write_it() {
    var found = office.as("head").get("/clients?q=84957001020").first("items");
    assertEquals("number", found.getString("by"));
    assertEquals("8 (495) 700-10-20", found.getString("matched"));
    assertEquals("tax_id", office.as("head").get("/clients?q=77012").first("items").getString("by"));
  }

  @Test
  void a_tax_id_and_a_contact_are_found() {
    assertEquals(List.of("Торговый дом Северный"), find("7801234567"));
    assertEquals(List.of("Завод «Королёв»"), find("анна бел"));
  }

  @Test
  void nothing_that_is_typed_is_a_pattern() {
    assertEquals(List.of("100% хлопок"), find("100%"));
    assertEquals(List.of(), find("%%%"));
    assertEquals(List.of(), find("___"));
    assertEquals(List.of(), find("'; drop table clients.client; --"));
    assertEquals(List.of(), find("\\"));
  }

  @Test
  void without_a_question_all_are_listed_by_name_page_by_page() {
    var names = new ArrayList<String>();
    String cursor = "";
    int pages = 0;
    do {
      Page.Answer page = office.as("head").get("/clients?limit=3" + cursor);
      names.addAll(page.each("items", "name"));
      String next = page.json().getString("next");
      cursor = next == null ? "" : "&cursor=" + next;
      pages++;
    } while (!cursor.isEmpty());

    assertEquals(List.of("100% хлопок", "Завод «Королёв»", "Северный полюс", "Торговый дом Северный"), names);
    assertEquals(2, pages);
    assertEquals(400, office.as("head").get("/clients?cursor=nonsense").status());
    assertEquals(400, office.as("head").get("/clients?cursor=" + "eA").status());
  }

  @Test
  void the_clients_of_one_owner_and_those_of_nobody_are_found() {
    ClientId owned = office.client("Полюс Ольги", Optional.of("olga"));
    try {
      long olga = office.id("olga").value();
      assertEquals(List.of("Полюс Ольги"), office.as("head").get("/clients?owner=" + olga).each("items", "name"));
      assertEquals(List.of("Полюс Ольги"), office.as("head")
          .get("/clients?q=%D0%BF%D0%BE%D0%BB%D1%8E%D1%81&owner=" + olga).each("items", "name"));
      assertEquals(List.of("Северный полюс"), office.as("head")
          .get("/clients?q=%D0%BF%D0%BE%D0%BB%D1%8E%D1%81&owner=0").each("items", "name"));
      assertEquals(List.of(), office.as("manager").get("/clients?owner=" + olga).each("items", "name"),
          "asking for an owner opens nothing that is not one's own (P16.1)");
    } finally {
      postgres.database().update("DELETE FROM clients.client WHERE id = $1", owned);
    }
  }

  @Test
  void the_search_is_answered_by_its_indexes() {
    assertTrue(plan("SELECT id FROM clients.client c WHERE clients.folded(c.name) LIKE '%север%'")
        .contains("client_name_parts"));
    assertTrue(plan("SELECT id FROM clients.client c WHERE clients.folded(c.name) COLLATE \"C\" LIKE 'север%'")
        .contains("client_name_start"));
    assertTrue(plan("SELECT id FROM clients.number n WHERE n.e164 COLLATE \"C\" LIKE '+7495%'")
        .contains("number_start"));
    assertTrue(plan("SELECT id FROM clients.number n WHERE reverse(n.e164) COLLATE \"C\" LIKE '0201%'")
        .contains("number_end"));
    assertTrue(plan("SELECT id FROM clients.legal_entity e WHERE e.tax_id COLLATE \"C\" LIKE '7701%'")
        .contains("legal_entity_tax_id"));
  }

  private static String plan(String sql) {
    return postgres.database().transaction(transaction -> {
      transaction.update("SET LOCAL enable_seqscan = off");
      return String.join("\n", transaction.query("EXPLAIN " + sql, row -> row.getString(0)));
    });
  }

  private static List<String> find(String typed) {
    Page.Answer answer = office.as("head").get("/clients?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
    assertEquals(200, answer.status(), answer.text());
    return answer.each("items", "name");
  }
}
