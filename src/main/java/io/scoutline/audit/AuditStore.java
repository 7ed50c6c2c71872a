package io.scoutline.audit;

import io.scoutline.kernel.PersonId;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Sql;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of the audit. */
final class AuditStore {

  void add(
      Sql sql, Instant at, Optional<PersonId> actor, String action, String subject, Map<String, ?> detail) {
    var json = new JsonObject();
    detail.forEach(json::put);
    sql.update("""
        INSERT INTO audit.entry (at, actor, action, subject, detail)
        VALUES ($1, $2, $3, $4, $5)""",
        at, actor, action, subject, json);
  }

  List<AuditEntry> page(Sql sql, AuditFilter filter, long before, int atMost) {
    return sql.query("""
        SELECT id, at, actor, action, subject, detail
        FROM audit.entry
        WHERE id < $1
          AND ($2::bigint IS NULL OR actor = $2)
          AND ($3::text IS NULL OR action = $3)
          AND ($4::text IS NULL OR subject = $4)
        ORDER BY id DESC
        LIMIT $5""",
        AuditStore::entry, before, filter.actor(), filter.action(), filter.subject(), atMost);
  }

  private static AuditEntry entry(Row row) {
    return new AuditEntry(
        row.getLong("id"),
        Columns.instant(row, "at"),
        Optional.ofNullable(row.getLong("actor")).map(PersonId::new),
        row.getString("action"),
        row.getString("subject"),
        row.getJsonObject("detail").getMap());
  }
}
