package io.scoutline.board;

import io.scoutline.calls.Direction;
import io.scoutline.calls.Disposition;
import io.scoutline.calls.ParticipantOutcome;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.Sql;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Norms, counting rules and the facts of past calls. Methods wait; call them on virtual threads. */
public final class BoardStore {

  private static final String FACTS = """
      SELECT p.call, p.person, c.started_at, c.direction, c.external, c.number, p.placed, p.outcome, c.disposition,
        greatest(0, extract(epoch FROM coalesce(c.answered_at, c.ended_at) - c.started_at) * 1000)::bigint AS rang_ms,
        p.talk_ms
      FROM calls.participant_fact p JOIN calls.call_fact c ON c.id = p.call
      WHERE c.ended_at IS NOT NULL AND c.started_at >= $1 AND c.started_at < $2
        AND c.id >= calls.id_from($1 - interval '1 day') AND c.id < calls.id_from($2 + interval '1 day')
        AND p.call >= calls.id_from($1 - interval '1 day') AND p.call < calls.id_from($2 + interval '1 day')
      """;

  private static final String NORM = "SELECT id, role, person, least, most, valid_from FROM board.norm ";

  private final Database database;

  public BoardStore(Database database) {
    this.database = database;
  }

  /** Everybody's finished calls that began in this stretch. */
  public List<CallFact> facts(Instant from, Instant to) {
    return database.query(FACTS, BoardStore::fact, from, to);
  }

  /** One person's finished calls that began in this stretch. */
  public List<CallFact> facts(PersonId person, Instant from, Instant to) {
    return database.query(FACTS + " AND p.person = $3", BoardStore::fact, from, to, person);
  }

  /** The most calls that each person made or answered in one clock hour since then. */
  public Map<PersonId, Integer> bestHours(Instant since, Instant until) {
    var best = new HashMap<PersonId, Integer>();
    database.query("""
        SELECT person, max(calls)::integer FROM (
          SELECT p.person, date_trunc('hour', c.started_at), count(*) AS calls
          FROM calls.participant_fact p JOIN calls.call_fact c ON c.id = p.call
          WHERE c.external AND (p.placed OR p.outcome = 'answered') AND c.started_at >= $1 AND c.started_at < $2
            AND c.id >= calls.id_from($1 - interval '1 day') AND c.id < calls.id_from($2 + interval '1 day')
          GROUP BY 1, 2) hours GROUP BY person""",
        row -> best.put(new PersonId(row.getLong(0)), row.getInteger(1)), since, until);
    return best;
  }

  public List<Norm> norms() {
    return database.query(NORM + "ORDER BY id", BoardStore::norm);
  }

  /** The norm of this role or person that holds on a day, or would if it were not replaced. */
  static Optional<Norm> normOf(Sql sql, Optional<Role> role, Optional<PersonId> person, LocalDate day) {
    return sql.one(NORM + """
        WHERE role IS NOT DISTINCT FROM $1 AND person IS NOT DISTINCT FROM $2 AND valid_from <= $3
        ORDER BY valid_from DESC LIMIT 1""", BoardStore::norm, role, person, day);
  }

  /** Sets a norm from a day on; one that began on the same day is replaced. */
  static void setNorm(Sql sql, Optional<Role> role, Optional<PersonId> person, int least, int most, LocalDate from,
      PersonId by, Instant at) {
    sql.update("""
        INSERT INTO board.norm (role, person, event, least, most, valid_from, set_by, set_at)
        VALUES ($1, $2, 'call', $3, $4, $5, $6, $7)
        ON CONFLICT (role, person, event, valid_from) DO UPDATE SET least = excluded.least, most = excluded.most,
          set_by = excluded.set_by, set_at = excluded.set_at""", role, person, least, most, from, by, at);
  }

  /** The norm before it holds again. @return the one that was there */
  static Optional<Norm> removeNorm(Sql sql, long id) {
    return sql.one("DELETE FROM board.norm WHERE id = $1 RETURNING id, role, person, least, most, valid_from",
        BoardStore::norm, id);
  }

  /** All versions, the oldest first; the last one is in force. */
  public List<CountingRule> rules() {
    return database.query("""
        SELECT version, name, shortest_ring, repeats_count, inbound_counts FROM board.counting_rule
        ORDER BY version""", row -> new CountingRule(row.getInteger("version"), row.getString("name"),
            Columns.duration(row, "shortest_ring"), row.getBoolean("repeats_count"),
            row.getBoolean("inbound_counts")));
  }

  private static Norm norm(Row row) {
    return new Norm(row.getLong("id"), Optional.ofNullable(Columns.constant(row, "role", Role.class)),
        Optional.ofNullable(row.getLong("person")).map(PersonId::new), row.getInteger("least"),
        row.getInteger("most"), row.getLocalDate("valid_from"));
  }

  private static CallFact fact(Row row) {
    return new CallFact(new CallId(row.getUUID("call")), new PersonId(row.getLong("person")),
        Columns.instant(row, "started_at"), Columns.constant(row, "direction", Direction.class),
        row.getBoolean("external"), Optional.ofNullable(row.getString("number")), row.getBoolean("placed"),
        Columns.constant(row, "outcome", ParticipantOutcome.class),
        Columns.constant(row, "disposition", Disposition.class), Columns.duration(row, "rang_ms"),
        Columns.duration(row, "talk_ms"));
  }
}
