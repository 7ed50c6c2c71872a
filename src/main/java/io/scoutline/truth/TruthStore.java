package io.scoutline.truth;

import io.scoutline.calls.Direction;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.EndEvidence;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Database;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls whose end nobody saw. Methods wait; call them on virtual threads. */
final class TruthStore {

  /** @param who the client, or what the PBX said of the caller */
  record Repaired(CallId id, String pbx, Instant startedAt, Instant endedAt, EndEvidence evidence,
      Direction direction, Disposition disposition, String who) {}

  private final Database database;

  TruthStore(Database database) {
    this.database = database;
  }

  /** The last of them, the newest first. */
  List<Repaired> repaired(int atMost) {
    return database.query("""
        SELECT c.id, c.pbx, c.started_at, c.ended_at, c.end_evidence, c.direction, c.disposition,
          coalesce(cl.name, c.number, nullif(c.caller_name, ''), c.number_said) AS who
        FROM calls.call c LEFT JOIN clients.client_name cl ON cl.id = c.client
        WHERE c.end_evidence IN ('records', 'resync') ORDER BY c.id DESC LIMIT $1""",
        row -> new Repaired(new CallId(row.getUUID("id")), row.getString("pbx"), Columns.instant(row, "started_at"),
            Columns.instant(row, "ended_at"), Columns.constant(row, "end_evidence", EndEvidence.class),
            Columns.constant(row, "direction", Direction.class),
            Columns.constant(row, "disposition", Disposition.class), row.getString("who")), atMost);
  }

  /** How many calls that began since then have an end that is an estimate, by PBX. */
  Map<PbxName, Long> estimatedSince(Instant since) {
    var counts = new HashMap<PbxName, Long>();
    database.query("""
        SELECT pbx, count(*) AS calls FROM calls.call
        WHERE end_evidence IN ('records', 'resync') AND end_evidence = 'resync' AND id >= calls.id_from($1)
        GROUP BY pbx""", row -> Map.entry(new PbxName(row.getString("pbx")), row.getLong("calls")), since)
        .forEach(each -> counts.put(each.getKey(), each.getValue()));
    return counts;
  }
}
