package io.scoutline.clients.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.scoutline.clients.directory.Match;
import io.scoutline.clients.passport.ClientFields;
import io.scoutline.clients.passport.NewClient;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PhoneNumber;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P8.4, pain 16: whom a row means is found out, and nobody is doubled or overwritten. */
class ImportMatchingTest extends ImportCase {

  @Test
  void a_client_that_is_known_by_number_or_tax_id_is_completed_where_it_is_empty_and_never_overwritten() {
    ClientId known = office.clients().passports().create(office.actor("head"), new NewClient(
        ClientFields.named("Полюс").withSource("Выставка", Optional.empty()),
        List.of(new NewClient.Firm(Optional.empty(), Optional.of("1655123456"))),
        List.of(new NewClient.Number(PhoneNumber.of("+78432223344"), Optional.empty(), true))));

    JsonObject result = done(office.as("head").upload("/imports", """
        Клиент;ИНН;Источник;Регион;Телефон;ФИО;Мобильный
        Полюс;1655123456;Сайт;Казань;;;
        ООО Полюс;;;;8 843 222-33-44;Анна;89161112233
        Полюс;1655123456;;;;;
        """.getBytes(StandardCharsets.UTF_8)));

    assertEquals(totals(3, 0, 2, 1, 0), result.getJsonObject("totals"));
    JsonArray rows = result.getJsonArray("rows");
    assertEquals(Set.of("matched_by_tax_id", "kept"), codes(rows.getJsonObject(0)));
    assertEquals(Set.of("matched_by_number", "name_differs"), codes(rows.getJsonObject(1)));
    assertEquals(known.value(), rows.getJsonObject(2).getLong("clientId"));
    JsonObject passport = office.as("head").get("/clients/" + known).json();
    assertEquals("Полюс", passport.getString("name"));
    assertEquals("Выставка", passport.getString("source"));
    assertEquals("Казань", passport.getString("region"));
    assertEquals("Анна", passport.getJsonArray("contacts").getJsonObject(0).getString("name"));
    assertEquals(2, passport.getJsonArray("numbers").size());
    assertEquals(1, office.count("SELECT count(*) FROM clients.client"));
  }

  @Test
  void the_same_file_loaded_twice_changes_nothing_the_second_time() {
    byte[] file = """
        Клиент;ИНН;Телефон;ФИО;Мобильный;Примечание
        Альфа;7700000001;84951110001;Анна;89161110001;важно
        Альфа;7700000001;84951110001;Борис;89161110002;
        Бета;;84951110003;;;
        """.getBytes(StandardCharsets.UTF_8);

    assertEquals(totals(3, 2, 1, 0, 0), done(office.as("head").upload("/imports", file)).getJsonObject("totals"));
    long changes = office.count("SELECT sum(version) FROM clients.client");
    assertEquals(totals(3, 0, 0, 3, 0), done(office.as("head").upload("/imports", file)).getJsonObject("totals"));
    assertEquals(changes, office.count("SELECT sum(version) FROM clients.client"));
    assertEquals(2, office.count("SELECT count(*) FROM clients.client"));
    assertEquals(2, office.count("SELECT count(*) FROM clients.contact"));
    assertEquals(4, office.count("SELECT count(*) FROM clients.number"));
  }

  @Test
  @DisplayName("Pain 12: a row that fits several clients is not guessed onto one")
  void a_row_that_fits_several_clients_is_refused_unless_the_name_decides() {
    for (String name : List.of("Арендатор один", "Арендатор два")) {
      office.clients().passports().create(office.actor("head"), new NewClient(ClientFields.named(name), List.of(),
          List.of(new NewClient.Number(PhoneNumber.of("+74957770000"), Optional.empty(), true))));
    }
    JsonObject result = done(office.as("head").upload("/imports", """
        Клиент;Телефон;Регион
        Арендатор;84957770000;Москва
        арендатор ДВА;84957770000;Москва
        """.getBytes(StandardCharsets.UTF_8)));

    assertEquals(totals(2, 0, 1, 0, 1), result.getJsonObject("totals"));
    assertEquals(Set.of("several_clients"), codes(result.getJsonArray("rows").getJsonObject(0)));
    assertEquals("Арендатор два", office.as("head").get("/clients/"
        + result.getJsonArray("rows").getJsonObject(1).getLong("clientId")).json().getString("name"));
  }

  @Test
  void two_firms_of_different_tax_ids_behind_one_switchboard_stay_two_clients() {
    JsonObject result = done(office.as("head").upload("/imports", """
        Клиент;ИНН;Телефон
        Альфа;7700000001;84957770000
        Бета;7700000002;84957770000
        """.getBytes(StandardCharsets.UTF_8)));

    assertEquals(totals(2, 2, 0, 0, 0), result.getJsonObject("totals"));
    assertInstanceOf(Match.Ambiguous.class, office.directory().lookup(PhoneNumber.of("+74957770000")));
  }

  @Test
  void a_namesake_in_the_base_is_told_and_not_joined() {
    ClientId known = office.client("Альфа", Optional.empty());
    JsonObject result = done(office.as("head").upload("/imports", "Клиент;Телефон\nальфа;84951110001\n"
        .getBytes(StandardCharsets.UTF_8)));
    assertEquals(totals(1, 1, 0, 0, 0), result.getJsonObject("totals"));
    JsonObject row = result.getJsonArray("rows").getJsonObject(0);
    assertEquals("#" + known, row.getJsonArray("remarks").getJsonObject(0).getString("value"));
  }

  @Test
  void rows_of_one_client_that_lie_batches_apart_come_together() {
    var file = new StringBuilder("Клиент;Телефон;ФИО;Мобильный\nХолдинг;;Анна;89160000001\n");
    for (int n = 1; n < Importer.PART + 500; n++) {
      file.append("Клиент ").append(n).append(';').append(84_950_000_000L + n).append(";;\n");
    }
    file.append("Холдинг;;Борис;89160000002\nДругое имя;;Вера;89160000001\n");
    JsonObject result = done(office.as("head").upload("/imports", file.toString().getBytes(StandardCharsets.UTF_8)));

    int rows = Importer.PART + 502;
    assertEquals(totals(rows, Importer.PART + 500, 2, 0, 0), result.getJsonObject("totals"));
    assertEquals(1, office.count("SELECT count(*) FROM clients.client WHERE name = 'Холдинг'"));
    assertEquals(3, office.count("""
        SELECT count(*) FROM clients.contact k JOIN clients.client c ON c.id = k.client WHERE c.name = 'Холдинг'"""));
    assertEquals(Importer.PART + 500, office.directory().size().clients());
  }
}
