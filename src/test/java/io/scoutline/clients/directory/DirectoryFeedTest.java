package io.scoutline.clients.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.clients.Category;
import io.scoutline.clients.DecisionRole;
import io.scoutline.clients.directory.ClientEntry.LastScout;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.database.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The directory holds what the database holds, whoever wrote it. */
class DirectoryFeedTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private static final PhoneNumber NUMBER = PhoneNumber.of("+74951112233");

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T07:00:00Z"));
  private final InstantSource clock = now::get;
  private final Database database = postgres.database();
  private final Directory directory = new Directory();
  private final DirectoryFeed feed = new DirectoryFeed(database, directory, clock);

  @BeforeEach
  void empty() {
    database.update("DELETE FROM clients.client");
    database.update("DELETE FROM clients.blocked_number");
    database.update("INSERT INTO people.person (name, login, created_at) VALUES ('Анна', 'anna', now())"
        + " ON CONFLICT DO NOTHING");
  }

  @Test
  void whoever_has_just_written_is_not_failed_by_a_directory_that_cannot_follow() {
    feed.step();
    database.update("INSERT INTO clients.client (id, name, category, created_at, updated_at)"
        + " VALUES (8, 'Новый', 'new', now(), now())");
    var broken = new AtomicReference<>(false);
    var failing = new DirectoryFeed(database, directory, () -> {
      if (broken.get()) {
        throw new IllegalStateException("on purpose");
      }
      return now.get();
    });

    broken.set(true);
    failing.catchUp();
    assertTrue(directory.client(new ClientId(8)).isEmpty());
    broken.set(false);
    failing.catchUp();
    assertTrue(directory.client(new ClientId(8)).isPresent());
  }

  @Test
  void everything_the_database_knows_of_a_client_is_in_the_directory_after_filling() {
    long anna = database.exactlyOne("SELECT id FROM people.person", row -> row.getLong("id"));
    database.update("""
        INSERT INTO clients.client (id, name, category, vip, draft, channel, region, source, owner, second, scout,
                                    last_scout, last_scout_at, created_at, updated_at)
        VALUES (7, 'Завод', 'vip', true, true, 'Заводы', 'Казань', 'Сайт', $1, $1, $1, $1,
                '2026-11-02T08:30:00Z', now(), now())""", anna);
    database.update("INSERT INTO clients.contact (id, client, name, position, decision)"
        + " VALUES (70, 7, 'Пётр', 'Директор', 'decides')");
    number(7, Optional.of(70L), NUMBER.e164(), "12");
    var person = Optional.of(new PersonId(anna));

    feed.step();

    assertTrue(directory.isFilled());
    var client = new ClientEntry(new ClientId(7), "Завод", Optional.of(Category.VIP), true, true,
        Optional.of("Заводы"), Optional.of("Казань"), Optional.of("Сайт"), person, person, person,
        Optional.of(new LastScout(person.get(), Instant.parse("2026-11-02T08:30:00Z"))));
    var contact = new ContactEntry(new ContactId(70), "Пётр", Optional.of("Директор"),
        Optional.of(DecisionRole.DECIDES));
    assertEquals(new Match.Known(client, Optional.of(contact), List.of()),
        directory.lookup(new PhoneNumber(NUMBER.e164(), "12")));
  }

  @Test
  void more_clients_than_a_page_are_all_found() {
    database.update("""
        INSERT INTO clients.client (name, created_at, updated_at)
        SELECT 'Клиент ' || n, now(), now() FROM generate_series(1, 12345) n""");
    database.update("""
        INSERT INTO clients.number (client, e164)
        SELECT id, '+7' || (9000000000 + row_number() OVER (ORDER BY id)) FROM clients.client""");

    feed.step();

    assertEquals(12_345, directory.size().clients());
    assertEquals(12_345, directory.size().numbers());
    for (int n = 1; n <= 12_345; n++) {
      assertInstanceOf(Match.Known.class, directory.lookup(PhoneNumber.of("+7" + (9_000_000_000L + n))));
    }
  }

  @Test
  @DisplayName("Another node, a script, a person at a console: each change arrives")
  void changes_by_any_writer_are_taken_up() {
    feed.step();
    client(1, "Первый");
    number(1, Optional.empty(), NUMBER.e164(), "");
    feed.step();
    assertEquals("Первый", known().client().name());

    database.update("UPDATE clients.client SET name = 'Переименован' WHERE id = 1");
    feed.step();
    assertEquals("Переименован", known().client().name());

    database.update("INSERT INTO clients.contact (id, client, name) VALUES (5, 1, 'Анна')");
    database.update("UPDATE clients.number SET contact = 5");
    feed.step();
    assertEquals("Анна", known().contact().orElseThrow().name());

    database.update("UPDATE clients.contact SET name = 'Ольга'");
    feed.step();
    assertEquals("Ольга", known().contact().orElseThrow().name());

    database.update("DELETE FROM clients.contact");
    feed.step();
    assertEquals(new Match.Unknown(), directory.lookup(NUMBER));

    database.update("DELETE FROM clients.client");
    feed.step();
    assertEquals(Optional.empty(), directory.client(new ClientId(1)));
  }

  @Test
  void a_change_committed_late_is_not_overtaken_by_one_begun_later() throws SQLException {
    feed.step();
    try (Connection slow = DriverManager.getConnection(
        postgres.address().jdbcUrl(), postgres.address().user(), postgres.address().password())) {
      slow.setAutoCommit(false);
      slow.createStatement().execute(
          "INSERT INTO clients.client (id, name, created_at, updated_at) VALUES (1, 'Медленный', now(), now())");
      client(2, "Быстрый");
      feed.step();
      assertTrue(directory.client(new ClientId(2)).isPresent());
      assertFalse(directory.client(new ClientId(1)).isPresent());

      slow.commit();
    }
    feed.step();
    assertTrue(directory.client(new ClientId(1)).isPresent());
  }

  @Test
  @DisplayName("P4.4: blocked numbers follow as well")
  void blocked_numbers_are_followed() {
    database.update("INSERT INTO clients.blocked_number VALUES ('+74951112233', 'спам', NULL, now())");
    feed.step();
    assertTrue(directory.isBlocked(NUMBER));
    database.update("DELETE FROM clients.blocked_number");
    feed.step();
    assertFalse(directory.isBlocked(NUMBER));
  }

  @Test
  void after_a_long_absence_everything_is_read_again() {
    client(1, "Останется");
    client(2, "Исчезнет");
    feed.step();
    database.update("DELETE FROM clients.client WHERE id = 2");
    database.update("UPDATE clients.client SET name = 'Остался'");
    database.update("DELETE FROM clients.change");
    now.set(now.get().plus(Duration.ofDays(2)));

    feed.step();

    assertEquals("Остался", directory.client(new ClientId(1)).orElseThrow().name());
    assertEquals(Optional.empty(), directory.client(new ClientId(2)));
    assertEquals(1, directory.size().clients());
  }

  @Test
  void catching_up_does_not_wait_for_a_directory_that_is_still_empty() {
    client(1, "Первый");
    feed.catchUp();
    assertFalse(directory.isFilled());
    feed.step();
    assertTrue(directory.client(new ClientId(1)).isPresent());
  }

  private void client(long id, String name) {
    database.update("INSERT INTO clients.client (id, name, created_at, updated_at) VALUES ($1, $2, now(), now())",
        id, name);
  }

  private void number(long client, Optional<Long> contact, String e164, String extension) {
    database.update("INSERT INTO clients.number (client, contact, e164, extension) VALUES ($1, $2, $3, $4)",
        client, contact, e164, extension);
  }

  private Match.Known known() {
    return assertInstanceOf(Match.Known.class, directory.lookup(NUMBER));
  }
}
