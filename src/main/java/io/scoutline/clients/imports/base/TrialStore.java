package io.scoutline.clients.imports.base;

import io.scoutline.platform.database.Sql;
import java.util.List;

/**
 * Copies of clients that a file would touch: tables of one connection, gone with its transaction. The base is only
 * read, without a lock, so that nobody waits for a file that is tried.
 */
public final class TrialStore {

  private static final List<String> PARTS = List.of("legal_entity", "contact", "number");

  /** Makes room for copies, for this transaction. */
  public void open(Sql sql) {
    for (String table : List.of("client", "legal_entity", "contact", "number")) {
      sql.update("CREATE TEMP TABLE tried_" + table + " (LIKE clients." + table
          + " INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING CONSTRAINTS) ON COMMIT DROP");
    }
    sql.update("CREATE UNIQUE INDEX ON pg_temp.tried_client (id)");
    sql.update("CREATE INDEX ON pg_temp.tried_client (clients.folded(name) COLLATE \"C\")");
    sql.update("CREATE INDEX ON pg_temp.tried_legal_entity (tax_id COLLATE \"C\")");
    sql.update("CREATE INDEX ON pg_temp.tried_number (e164 COLLATE \"C\")");
    sql.update("CREATE INDEX ON pg_temp.tried_contact (id)");
    for (String part : PARTS) {
      sql.update("CREATE INDEX ON pg_temp.tried_" + part + " (client)");
    }
  }

  /** Takes over those that are not copied yet, as they are now. */
  void copy(Sql sql, Long[] ids) {
    Long[] fresh = sql.query("""
        INSERT INTO pg_temp.tried_client SELECT * FROM clients.client WHERE id = ANY($1)
        ON CONFLICT (id) DO NOTHING RETURNING id""", row -> row.getLong("id"), (Object) ids).toArray(Long[]::new);
    if (fresh.length > 0) {
      for (String part : PARTS) {
        sql.update("INSERT INTO pg_temp.tried_" + part + " SELECT * FROM clients." + part + " WHERE client = ANY($1)",
            (Object) fresh);
      }
    }
  }
}
