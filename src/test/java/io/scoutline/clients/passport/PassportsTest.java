package io.scoutline.clients.passport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.clients.ClientsOffice;
import io.scoutline.clients.Page;
import io.scoutline.clients.Page.Answer;
import io.scoutline.clients.directory.Match;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P8.1, P2.4, P3.3: passports through HTTP, and what the directory has of them right afterwards. */
class PassportsTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private static ClientsOffice office;

  @BeforeAll
  static void open() {
    office = ClientsOffice.open(postgres);
  }

  @AfterAll
  static void close() {
    office.close();
  }

  @Test
  void a_client_is_entered_and_read_back_whole() {
    Answer made = office.as("head").post("/clients", new JsonObject()
        .put("name", "  Завод «Полюс»\n").put("channel", "Заводы").put("region", "Казань").put("source", "Выставка")
        .put("sourceDetail", "Стенд 14").put("category", "regular").put("ownerId", office.id("manager").value())
        .put("note", "Первая строка\r\nвторая").put("passport", new JsonObject().put("wishes", "Скидка"))
        .put("firms", new JsonArray().add(new JsonObject().put("name", "ООО «Полюс»").put("taxId", "16 55-123456"))
            .add(new JsonObject().putNull("name").put("taxId", " ")))
        .put("numbers", new JsonArray().add(new JsonObject().put("number", "8 (843) 222-33-44").put("label", "офис"))));

    assertEquals(201, made.status(), made.text());
    JsonObject read = office.as("manager").get("/clients/" + made.json().getLong("id")).json();
    assertEquals(made.json(), read);
    assertEquals("Завод «Полюс»", read.getString("name"));
    assertEquals("Первая строка\nвторая", read.getString("note"));
    assertNull(read.getValue("segment"));
    assertEquals("Name of manager", read.getJsonObject("owner").getString("name"));
    assertEquals("Name of head", read.getJsonObject("createdBy").getString("name"));
    assertEquals("2026-11-23T07:00:00.000Z", read.getString("createdAt"));
    assertEquals(new JsonObject().put("wishes", "Скидка"), read.getJsonObject("passport"));
    assertEquals(1, read.getJsonArray("firms").size());
    assertEquals("1655123456", read.getJsonArray("firms").getJsonObject(0).getString("taxId"));
    JsonObject number = read.getJsonArray("numbers").getJsonObject(0);
    assertEquals("+78432223344", number.getString("e164"));
    assertEquals("8 (843) 222-33-44", number.getString("shown"));
    assertEquals("Europe/Moscow", number.getString("zone"));
  }

  @Test
  @DisplayName("The caller is known from the moment the number is written")
  void a_written_number_is_in_the_directory_at_once() {
    ClientId client = office.client("Гранит", Optional.of("manager"));
    Page page = office.as("manager");
    Answer contact = page.post("/clients/" + client + "/contacts",
        new JsonObject().put("name", "Анна Белова").put("position", "Снабженец").put("decision", "decides"));
    long contactId = contact.first("contacts").getLong("id");

    page.post("/clients/" + client + "/numbers",
        new JsonObject().put("number", "+7 (916) 555-12-34").put("contactId", contactId));

    var known = assertInstanceOf(Match.Known.class, office.directory().lookup(PhoneNumber.of("+79165551234")));
    assertEquals("Гранит", known.client().name());
    assertEquals("Анна Белова", known.contact().orElseThrow().name());
  }

  @Test
  @DisplayName("Pain 12: whatever way a number is written, it is stored once, in E.164")
  void numbers_are_normalised_on_each_write_and_kept_once() {
    ClientId client = office.client("Волга", Optional.empty());
    Page page = office.as("head");
    for (String written : List.of("8 (495) 777-11-22", "+7 495 777 11 22", "84957771122", "7 (495) 777-11-22")) {
      assertEquals(200, page.post("/clients/" + client + "/numbers", new JsonObject().put("number", written)).status());
    }
    Answer extended = page.post("/clients/" + client + "/numbers",
        new JsonObject().put("number", "8 495 777-11-22").put("extension", "14"));

    assertEquals(List.of("+74957771122", "+74957771122"), extended.each("numbers", "e164"));
    assertEquals(List.of("", "14"), extended.each("numbers", "extension"));
  }

  @Test
  void a_number_may_be_nobodys_in_particular_and_a_client_may_lose_its_owner() {
    ClientId client = office.client("Общий", Optional.of("manager"));
    Page page = office.as("head");

    Answer added = page.post("/clients/" + client + "/numbers",
        new JsonObject().put("number", "84957771133").putNull("contactId").putNull("label"));
    assertEquals(200, added.status(), added::toString);
    Answer released = page.patch("/clients/" + client,
        new JsonObject().put("version", added.json().getLong("version")).putNull("ownerId").putNull("secondId"));
    assertEquals(200, released.status(), released::toString);
    assertNull(released.json().getValue("owner"));
    assertEquals(List.of("contactId:maximum"), page.post("/clients/" + client + "/numbers",
        new JsonObject().put("number", "84957771133").put("contactId", Long.MAX_VALUE)).faults());
  }

  @Test
  void what_is_no_number_is_refused_with_the_reason() {
    ClientId client = office.client("Меридиан", Optional.empty());
    for (String written : List.of("12", "call me", "sip:anna@example.org", "1".repeat(40))) {
      Answer refused = office.as("head").post("/clients/" + client + "/numbers",
          new JsonObject().put("number", written));
      assertEquals(400, refused.status(), written);
      assertEquals(List.of("number:unreadable"), refused.faults(), written);
    }
  }

  @Test
  void a_contact_of_another_client_gets_no_number_here() {
    ClientId one = office.client("Один", Optional.empty());
    ClientId other = office.client("Другой", Optional.empty());
    long contact = office.as("head").post("/clients/" + other + "/contacts", new JsonObject().put("name", "Чужой"))
        .first("contacts").getLong("id");

    assertEquals(404, office.as("head").post("/clients/" + one + "/numbers",
        new JsonObject().put("number", "84957771122").put("contactId", contact)).status());
    assertEquals(404, office.as("head").patch("/clients/" + one + "/contacts/" + contact,
        new JsonObject().put("version", 1).put("name", "Свой")).status());
  }

  @Test
  void a_change_leaves_what_it_does_not_name_and_empties_what_it_calls_null() {
    ClientId client = office.client("Сталь", Optional.of("manager"));
    Page page = office.as("manager");
    Answer first = page.patch("/clients/" + client, new JsonObject().put("version", 1).put("region", "Уфа")
        .put("channel", "Сети").put("passport", new JsonObject().put("plans", "Склад").put("size", "200 человек")));
    assertEquals(2, first.json().getLong("version"));

    Answer second = page.patch("/clients/" + client, new JsonObject().put("version", 2).putNull("channel")
        .put("passport", new JsonObject().putNull("plans")).put("confirmed", true));

    assertEquals("Уфа", second.json().getString("region"));
    assertNull(second.json().getValue("channel"));
    assertEquals(new JsonObject().put("size", "200 человек"), second.json().getJsonObject("passport"));
    assertEquals("2026-11-23T07:00:00.000Z", second.json().getString("confirmedAt"));
    assertEquals("Сталь", office.directory().client(client).orElseThrow().name());
    assertEquals(Optional.of("Уфа"), office.directory().client(client).orElseThrow().region());
  }

  @Test
  void a_change_of_what_somebody_else_changed_meanwhile_is_refused() {
    ClientId client = office.client("Спор", Optional.empty());
    var change = new JsonObject().put("version", 1).put("region", "Омск");
    assertEquals(200, office.as("head").patch("/clients/" + client, change).status());

    Answer late = office.as("admin").patch("/clients/" + client, change.copy().put("region", "Томск"));

    assertEquals(409, late.status());
    assertEquals("changed_meanwhile", late.code());
    assertEquals("Омск", office.as("head").get("/clients/" + client).json().getString("region"));
  }

  @Test
  void everything_that_is_wrong_is_told_at_once() {
    Answer refused = office.as("head").post("/clients", new JsonObject().put("name", " \t ").put("ownerId", 99999)
        .put("numbers", new JsonArray().add(new JsonObject().put("number", "нет")))
        .put("firms", new JsonArray().add(new JsonObject().put("taxId", "12"))));

    assertEquals(400, refused.status());
    assertEquals(List.of("name:empty", "ownerId:unknown", "firms.taxId:unreadable", "numbers.number:unreadable"),
        refused.faults());
    assertEquals(400, office.as("head").post("/clients", new JsonObject().put("name", "x").put("nmae", "y")).status());
    assertEquals(400, office.as("head").post("/clients", new JsonObject().put("name", "x".repeat(201))).status());
  }

  @Test
  void a_client_is_given_to_nobody_whose_role_owns_no_clients() {
    var body = new JsonObject().put("name", "Iota").put("ownerId", office.id("scout").value())
        .put("secondId", office.id("scout").value());
    Answer refused = office.as("head").post("/clients", body); // P1

    assertEquals(400, refused.status());
    assertEquals(List.of("ownerId:not_an_owner", "secondId:not_an_owner"), refused.faults());
  }

  @Test
  void a_vip_by_category_is_a_key_client() {
    Answer made = office.as("head").post("/clients", new JsonObject().put("name", "Ключ").put("category", "vip"));
    assertTrue(made.json().getBoolean("vip"));
  }

  @Test
  @DisplayName("P8.1: the firms of one client stand side by side; one that stays keeps its identity")
  void firms_are_replaced_without_losing_those_that_stay() {
    ClientId client = office.client("Холдинг", Optional.empty());
    Page page = office.as("head");
    Answer two = page.patch("/clients/" + client, new JsonObject().put("version", 1).put("firms", new JsonArray()
        .add(new JsonObject().put("name", "Первая").put("taxId", "7700000001"))
        .add(new JsonObject().put("name", "Вторая"))));
    Answer other = page.patch("/clients/" + client, new JsonObject().put("version", 2).put("firms", new JsonArray()
        .add(new JsonObject().put("name", "Третья"))
        .add(new JsonObject().put("name", "Первая").put("taxId", "7700000001"))));

    assertEquals(List.of("Первая", "Третья"), other.each("firms", "name"));
    assertEquals(two.first("firms").getLong("id"), other.first("firms").getLong("id"));
  }

  @Test
  void what_the_database_would_refuse_is_told_at_its_field() {
    ClientId client = office.client("Холдинг с ошибкой", Optional.empty());
    Answer firms = office.as("head").patch("/clients/" + client, new JsonObject().put("version", 1)
        .put("firms", new JsonArray()
            .add(new JsonObject().put("name", "Первая").put("taxId", "7700000009"))
            .add(new JsonObject().put("name", "Вторая").put("taxId", "77 00 000009"))));
    assertEquals(List.of("firms.taxId:twice"), firms.faults());

    Answer email = office.as("head").post("/clients/" + client + "/contacts",
        new JsonObject().put("name", "Анна").put("email", "@"));
    assertEquals(400, email.status());
    assertEquals(List.of("email:too_short"), email.faults());
  }

  @Test
  void a_contact_keeps_at_most_five_lines_of_dossier() {
    ClientId client = office.client("Досье", Optional.empty());
    var lines = new JsonArray(List.of("1", "2", "3", "4", "5"));
    Page page = office.as("head");
    Answer added = page.post("/clients/" + client + "/contacts",
        new JsonObject().put("name", "Анна").put("dossier", lines).put("email", "anna@example.org")
            .put("passport", new JsonObject().put("hobby", "лыжи")));
    assertEquals(lines, added.first("contacts").getJsonArray("dossier"));

    String path = "/clients/" + client + "/contacts/" + added.first("contacts").getLong("id");
    assertEquals(400, page.patch(path, new JsonObject().put("version", 1).put("dossier", lines.copy().add("6")))
        .status());
    Answer changed = page.patch(path, new JsonObject().put("version", 1).put("position", "Директор"));
    assertEquals(lines, changed.first("contacts").getJsonArray("dossier"));
    assertEquals("Директор", changed.first("contacts").getString("position"));
    assertEquals(409, page.patch(path, new JsonObject().put("version", 1).put("position", "Никто")).status());
  }

  @Test
  @DisplayName("P3.3, P16.1: whoever adds another client's number is warned first, and learns no name not theirs")
  void a_number_of_somebody_elses_client_is_added_knowingly_or_not_at_all() {
    ClientId olgas = office.client("Тайный", Optional.of("olga"));
    ClientId mine = office.client("Свой", Optional.of("manager"));
    var number = new JsonObject().put("number", "8 495 111-00-77");
    assertEquals(200, office.as("olga").post("/clients/" + olgas + "/numbers", number).status());
    assertEquals(200, office.as("olga").post("/clients/" + olgas + "/numbers", number).status(), "its own already");

    Answer warned = office.as("manager").post("/clients/" + mine + "/numbers", number);
    assertEquals("409 number_taken", warned.status() + " " + warned.code());
    assertEquals(new JsonArray(), warned.json().getJsonArray("holders"));
    assertTrue(warned.json().getBoolean("others"));
    assertFalse(warned.text().contains("Тайный"), warned.text());
    assertEquals(0, office.count("SELECT count(*) FROM clients.number WHERE client = " + mine));
    assertEquals(List.of("client.number_warned"), office.auditOf("client:" + mine), "P8.8: nobody tries out unseen");

    Answer known = office.as("head").post("/clients/" + mine + "/numbers", number);
    assertEquals(new JsonArray().add(new JsonObject().put("id", olgas.value()).put("name", "Тайный")
        .put("owner", "Name of olga")), known.json().getJsonArray("holders"));
    assertFalse(known.json().getBoolean("others"));

    Answer added = office.as("manager").post("/clients/" + mine + "/numbers", number.copy().put("shared", true));
    assertEquals(200, added.status(), added.text());
    assertInstanceOf(Match.Ambiguous.class, office.directory().lookup(PhoneNumber.of("+74951110077")));
    assertEquals(200, office.as("manager").post("/clients/" + mine + "/numbers", number).status(), "it is shared now");
  }

  @Test
  void whoever_enters_a_client_is_warned_of_a_number_that_is_another_ones() {
    ClientId olgas = office.client("Прежний", Optional.of("olga"));
    var number = new JsonObject().put("number", "8 495 111-00-78");
    assertEquals(200, office.as("olga").post("/clients/" + olgas + "/numbers", number).status());
    var wanted = new JsonObject().put("name", "Двойник").put("numbers", new JsonArray().add(number));

    Answer warned = office.as("olga").post("/clients", wanted);
    assertEquals("number_taken", warned.code(), warned.text());
    assertEquals("Прежний", warned.first("holders").getString("name"));
    assertEquals(0, office.count("SELECT count(*) FROM clients.client WHERE name = 'Двойник'"));

    number.put("shared", true);
    assertEquals(201, office.as("olga").post("/clients", wanted).status());
  }

  @Test
  @DisplayName("P3.3: an unknown caller becomes a draft with number and source, and is known from then on")
  void an_unknown_caller_becomes_a_draft() {
    PhoneNumber number = PhoneNumber.of("+79031112233");
    ClientId draft = office.clients().passports().createDraft(office.actor("scout"),
        new CallerDraft(Optional.of(number), "Неизвестная фирма", Optional.of("Игорь"), "Сайт", Optional.empty()),
        (_, _) -> { });

    var known = assertInstanceOf(Match.Known.class, office.directory().lookup(number));
    assertTrue(known.client().draft());
    assertEquals(Optional.of("Сайт"), known.client().source());
    assertEquals("Игорь", known.contact().orElseThrow().name());
    assertEquals(Optional.empty(), known.client().owner());

    Answer completed = office.as("researcher").patch("/clients/" + draft,
        new JsonObject().put("version", 1).put("name", "ООО «Известная»"));
    assertEquals(false, completed.json().getBoolean("draft"));
    assertEquals(false, office.directory().client(draft).orElseThrow().draft());
  }

  @Test
  @DisplayName("P4.1: who spoke last survives a restart and is no change in the eyes of those who edit")
  void the_last_scout_is_kept() {
    ClientId client = office.client("Звонили", Optional.empty());
    Instant later = Instant.parse("2026-11-20T10:00:00Z");
    var spoke = List.of(new LastContact(client, office.id("scout"), later),
        new LastContact(client, office.id("kam"), later.minusSeconds(60)));
    spoke.forEach(office.clients().passports()::noteContact);
    office.clients().passports().keepContacts(spoke);

    JsonObject read = office.as("head").get("/clients/" + client).json();
    assertEquals("Name of scout", read.getJsonObject("lastScout").getJsonObject("person").getString("name"));
    assertEquals(1, read.getLong("version"));
    assertEquals(office.id("scout"),
        office.directory().client(client).orElseThrow().lastScout().orElseThrow().scout());
  }

  @Test
  @DisplayName("P4.4, P16.4: a blocked number is known to routing at once, and who blocked it is on the audit")
  void a_number_is_blocked_and_released() {
    PhoneNumber number = PhoneNumber.of("+79990001122");
    Answer list = office.as("head").post("/blocked-numbers",
        new JsonObject().put("number", "8 999 000-11-22").put("reason", "Хулиган"));
    assertEquals("Хулиган", list.first("items").getString("reason"));
    assertEquals("Name of head", list.first("items").getJsonObject("by").getString("name"));
    assertTrue(office.directory().isBlocked(number));

    assertEquals(200, office.as("admin").delete("/blocked-numbers/%2B79990001122").status());
    assertEquals(false, office.directory().isBlocked(number));
    assertEquals(404, office.as("admin").delete("/blocked-numbers/%2B79990001122").status());
    assertEquals(List.of("number.unblocked", "number.blocked"), office.auditOf("number:+79990001122"));
    assertEquals(400, office.as("head").post("/blocked-numbers",
        new JsonObject().put("number", "нет").put("reason", "?")).status());
    assertEquals(400, office.as("head").post("/blocked-numbers",
        new JsonObject().put("number", "89990001122").put("reason", "  ")).status());
  }
}
