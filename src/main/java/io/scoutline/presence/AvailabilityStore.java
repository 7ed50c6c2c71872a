package io.scoutline.presence;

import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Database;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps who is away. Methods wait; call them on virtual threads. */
public final class AvailabilityStore {

  private final Database database;

  public AvailabilityStore(Database database) {
    this.database = database;
  }

  public void save(PersonId person, Availability availability) {
    database.update("""
        INSERT INTO presence.availability (person, away, reason, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT (person) DO UPDATE SET away = excluded.away, reason = excluded.reason, since = excluded.since""",
        person, availability.away(), availability.reason(), availability.since());
  }

  public Map<PersonId, Availability> all() {
    var all = new LinkedHashMap<PersonId, Availability>();
    database.query("SELECT person, away, reason, since FROM presence.availability", row -> all.put(
        new PersonId(row.getLong("person")), new Availability(row.getBoolean("away"),
            Optional.ofNullable(row.getString("reason")), Columns.instant(row, "since"))));
    return all;
  }
}
