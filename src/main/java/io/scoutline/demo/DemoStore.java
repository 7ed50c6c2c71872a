package io.scoutline.demo;

import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Fills and reads the base of the demo company. Methods wait. */
final class DemoStore {

  /** A client who can be called, or who calls. */
  record Callable(ClientId client, String number, String caller, Optional<PersonId> owner, Optional<PersonId> scout) {}

  private final Database database;

  DemoStore(Database database) {
    this.database = database;
  }

  /**
   * How far the founding has come.
   *
   * @param day the last day of the past
   * @param zone in which its days are counted
   * @param pastFrom the first day that is written with all that belongs to it; empty while none is
   */
  record Progress(LocalDate day, ZoneId zone, Optional<LocalDate> pastFrom) {}

  /** What was written down of a founding; nothing before the first, nor by a version that wrote nothing down. */
  Optional<Progress> progress() {
    database.update("CREATE SCHEMA IF NOT EXISTS demo");
    database.update("""
        CREATE TABLE IF NOT EXISTS demo.founding (
          one boolean PRIMARY KEY DEFAULT true CHECK (one), day date NOT NULL, zone text NOT NULL, past_from date)""");
    return database.one("SELECT day, zone, past_from FROM demo.founding",
        row -> new Progress(row.getLocalDate("day"), ZoneId.of(row.getString("zone")),
            Optional.ofNullable(row.getLocalDate("past_from"))));
  }

  void note(Progress progress) {
    database.update("""
        INSERT INTO demo.founding (day, zone, past_from) VALUES ($1, $2, $3)
        ON CONFLICT (one) DO UPDATE SET day = excluded.day, zone = excluded.zone, past_from = excluded.past_from""",
        progress.day(), progress.zone().getId(), progress.pastFrom());
  }

  /** When the first of its people came. */
  Instant firstPersonAt() {
    return database.exactlyOne("SELECT min(created_at) AS at FROM people.person", row -> Columns.instant(row, "at"));
  }

  Optional<Instant> firstCallAt() {
    return database.query("SELECT started_at FROM calls.call ORDER BY started_at LIMIT 1",
        row -> Columns.instant(row, "started_at")).stream().findFirst();
  }

  boolean hasClients() {
    return !database.query("SELECT 1 FROM clients.client LIMIT 1", _ -> true).isEmpty();
  }

  boolean hasCalls(Instant from, Instant to) {
    return !database.query("SELECT 1 FROM calls.call WHERE started_at >= $1 AND started_at < $2 LIMIT 1", _ -> true,
        from, to).isEmpty();
  }

  /** All of them or none. */
  void makeClients(List<PersonId> owners, List<PersonId> scouts) {
    database.update(script("clients.sql"), owners.toArray(PersonId[]::new), scouts.toArray(PersonId[]::new));
    database.query("ANALYZE clients.client, clients.contact, clients.number", _ -> true);
  }

  /** Writes up what was said in the calls that began between the two, where nothing is written yet. */
  void writeUp(Instant from, Instant to) {
    database.update(script("notes.sql"), from, to);
  }

  List<Callable> callable() {
    return database.query("""
        SELECT c.id, min(n.e164) AS number, min(t.name) AS caller, c.owner, c.scout
        FROM clients.client c JOIN clients.number n ON n.client = c.id JOIN clients.contact t ON t.id = n.contact
        GROUP BY c.id ORDER BY c.id""",
        row -> new Callable(new ClientId(row.getLong("id")), row.getString("number"), row.getString("caller"),
            Optional.ofNullable(row.getLong("owner")).map(PersonId::new),
            Optional.ofNullable(row.getLong("scout")).map(PersonId::new)));
  }

  /** Numbers that several clients have. */
  List<String> switchboards() {
    return database.query("""
        SELECT e164 FROM clients.number GROUP BY e164 HAVING count(DISTINCT client) > 1 ORDER BY e164""",
        row -> row.getString("e164"));
  }

  private static String script(String name) {
    try (InputStream file = DemoStore.class.getResourceAsStream("/db/demo/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
