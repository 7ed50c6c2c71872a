package io.scoutline.demo;

import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

  boolean isEmpty() {
    return database.query("SELECT 1 FROM clients.client LIMIT 1", _ -> true).isEmpty();
  }

  void makeClients(List<PersonId> owners, List<PersonId> scouts) {
    database.update(script("clients.sql"), owners.toArray(PersonId[]::new), scouts.toArray(PersonId[]::new));
    database.query("ANALYZE clients.client, clients.contact, clients.number", _ -> true);
  }

  /** Writes up what was said in the calls that began between the two. */
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

  private static String script(String name) {
    try (InputStream file = DemoStore.class.getResourceAsStream("/db/demo/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
