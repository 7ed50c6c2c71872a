package io.scoutline.calls.rows;

import io.scoutline.calls.Call;
import io.scoutline.calls.lease.Fence;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.Sql;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of calls. Methods wait; call them on virtual threads. */
public final class CallStore {

  private static final String SAVE_CALLS = """
      INSERT INTO calls.call AS kept (id, pbx, started_at, direction, external, caller_kind, number, number_extension,
        number_said, caller_name, dialled, client, contact, person, answered_at, ended_at, disposition, end_evidence,
        ring_ms, queue_ms, talk_ms, queue, state, version)
      SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS x(id uuid, pbx text, started_at timestamptz, direction text,
        external boolean, caller_kind text, number text, number_extension text, number_said text, caller_name text,
        dialled text, client bigint, contact bigint, person bigint, answered_at timestamptz, ended_at timestamptz,
        disposition text, end_evidence text, ring_ms bigint, queue_ms bigint, talk_ms bigint, queue text, state jsonb,
        version integer)
      ON CONFLICT (id) DO UPDATE SET
        started_at = excluded.started_at, direction = excluded.direction, external = excluded.external,
        caller_kind = excluded.caller_kind, number = excluded.number, number_extension = excluded.number_extension,
        number_said = excluded.number_said, caller_name = excluded.caller_name, dialled = excluded.dialled,
        client = coalesce(kept.client, excluded.client),
        contact = CASE WHEN coalesce(kept.client, excluded.client) = excluded.client
          THEN coalesce(kept.contact, excluded.contact) ELSE kept.contact END,
        person = excluded.person, answered_at = excluded.answered_at, ended_at = excluded.ended_at,
        disposition = excluded.disposition, end_evidence = excluded.end_evidence, ring_ms = excluded.ring_ms,
        queue_ms = excluded.queue_ms, talk_ms = excluded.talk_ms, queue = excluded.queue, state = excluded.state,
        version = excluded.version
      WHERE kept.version <= excluded.version""";

  private static final String SAVE_PARTICIPANTS = """
      INSERT INTO calls.participant (call, person, outcome, placed, talk_ms, hold_ms, ring_ms)
      SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS x(call uuid, person bigint, outcome text, placed boolean,
        talk_ms bigint, hold_ms bigint, ring_ms bigint)
      ON CONFLICT (call, person) DO UPDATE SET outcome = excluded.outcome, placed = excluded.placed,
        talk_ms = excluded.talk_ms, hold_ms = excluded.hold_ms, ring_ms = excluded.ring_ms""";

  private static final String SAVE_LEGS = """
      INSERT INTO calls.leg (call, uniqueid, pbx, endpoint, side, person, created_at, ended_at)
      SELECT * FROM jsonb_to_recordset($1::text::jsonb) AS x(call uuid, uniqueid text, pbx text, endpoint text,
        side text, person bigint, created_at timestamptz, ended_at timestamptz)
      ON CONFLICT (call, uniqueid) DO UPDATE SET endpoint = excluded.endpoint, ended_at = excluded.ended_at""";

  private static final String SAVE_FLIGHT = """
      INSERT INTO calls.flight (call, events, record) VALUES ($1, $2, $3)
      ON CONFLICT (call) DO UPDATE SET events = excluded.events, record = excluded.record
      WHERE calls.flight.events <= excluded.events""";

  private final Database database;
  private final CallJson json;
  private final Fence fence;

  /** One that reads, and writes what people say of calls. */
  public CallStore(Database database, CallJson json) {
    this(database, json, Fence.OPEN);
  }

  /** @param fence what {@link #save} must pass */
  public CallStore(Database database, CallJson json, Fence fence) {
    this.database = database;
    this.json = json;
    this.fence = fence;
  }

  /** Makes room for the calls of these months; to be called at start and daily. */
  public void ensureMonths(Instant since, Instant until) {
    database.query("SELECT calls.ensure_months($1, $2)", _ -> true, since, until);
  }

  /**
   * Writes the rows in one transaction: all or none. Writing the same again changes nothing.
   *
   * @throws io.scoutline.calls.lease.FencedOff when another server writes them now
   */
  public void save(List<CallRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    database.inTransaction(sql -> {
      fence.hold(sql);
      sql.update(SAVE_CALLS, CallColumns.calls(rows, json).encode());
      sql.update(SAVE_PARTICIPANTS, CallColumns.participants(rows).encode());
      sql.update(SAVE_LEGS, CallColumns.legs(rows).encode());
      rows.forEach(row -> row.absorbed().forEach(absorbed -> absorb(sql, absorbed, row.call().id())));
      sql.batch(SAVE_FLIGHT, rows.stream().filter(row -> row.flight().isPresent()).map(this::flight).toList());
    });
  }

  private Object[] flight(CallRow row) {
    List<PbxEvent> events = row.flight().orElseThrow();
    return new Object[] {row.call().id(), events.size(), Buffer.buffer(json.writeFlight(events))};
  }

  /** The younger of two calls that were one: its row goes, its id answers as the older, its notes move over. */
  private static void absorb(Sql sql, CallId absorbed, CallId survivor) {
    sql.update("INSERT INTO calls.alias (id, call) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET call = excluded.call",
        absorbed, survivor);
    sql.update("UPDATE calls.alias SET call = $2 WHERE call = $1", absorbed, survivor);
    sql.update("""
        INSERT INTO calls.note AS kept (call, person, text, written_at)
        SELECT $2, person, text, written_at FROM calls.note WHERE call = $1
        ON CONFLICT (call, person) DO UPDATE SET text = kept.text || E'\\n' || excluded.text""", absorbed, survivor);
    for (String table : List.of("note", "participant", "leg", "flight")) {
      sql.update("DELETE FROM calls." + table + " WHERE call = $1", absorbed);
    }
    sql.update("DELETE FROM calls.call WHERE id = $1", absorbed);
  }

  /** The calls of a PBX that were open when they were last written. */
  public List<Call> open(PbxName pbx) {
    return database.query("SELECT state::text FROM calls.call WHERE pbx = $1 AND ended_at IS NULL ORDER BY id",
        row -> json.readCall(row.getString(0)), pbx.value());
  }

  /** The id under which a call is kept now: itself, or the call that absorbed it. */
  public CallId resolve(CallId id) {
    return database.one("SELECT call FROM calls.alias WHERE id = $1", row -> new CallId(row.getUUID(0)), id)
        .orElse(id);
  }

  public Optional<Call> find(CallId id) {
    return database.one("SELECT state::text FROM calls.call WHERE id = $1",
        row -> json.readCall(row.getString(0)), resolve(id));
  }

  /** Those of these calls that there are, each once and under the id it is kept under, the oldest first. */
  public List<Call> findAll(Collection<CallId> ids) {
    return database.query("""
        SELECT state::text FROM calls.call WHERE id = ANY(ARRAY(
          SELECT coalesce(a.call, asked.id) FROM unnest($1::uuid[]) AS asked (id)
            LEFT JOIN calls.alias a ON a.id = asked.id))
        ORDER BY id""", row -> json.readCall(row.getString(0)), (Object) ids.toArray(CallId[]::new));
  }

  /** The calls to which these channels belong, the oldest first. */
  public List<Call> ofChannels(PbxName pbx, List<String> uniqueids) {
    return database.query("""
        SELECT c.state::text FROM calls.call c
        WHERE c.id IN (SELECT l.call FROM calls.leg l WHERE l.pbx = $1 AND l.uniqueid = ANY($2)) ORDER BY c.id""",
        row -> json.readCall(row.getString(0)), pbx.value(), uniqueids.toArray(String[]::new));
  }

  /** The events that made a call (P2.7); empty while it is open or when none are kept. */
  public List<PbxEvent> flight(CallId id) {
    return database.one("SELECT record FROM calls.flight WHERE call = $1",
        row -> json.readFlight(row.getBuffer(0).getBytes()), resolve(id)).orElse(List.of());
  }

  /** Whose call it is by its row, with the names of today. */
  public record Attributed(Instant startedAt, Optional<ClientId> client, Optional<String> clientName,
      Optional<ContactId> contact, Optional<String> contactName) {}

  /** Whose call it is; the row stays as it is until the transaction ends. Empty when there is no row. */
  public static Optional<Attributed> attributed(Sql sql, CallId id) {
    return sql.one("""
        SELECT c.started_at, c.client, cl.name AS client_name, c.contact, ct.name AS contact_name
        FROM calls.call c LEFT JOIN clients.client_name cl ON cl.id = c.client
          LEFT JOIN clients.contact_name ct ON ct.id = c.contact
        WHERE c.id = $1 FOR UPDATE OF c""",
        row -> new Attributed(Columns.instant(row, "started_at"), Columns.id(row, "client", ClientId::new),
            Columns.text(row, "client_name"), Columns.id(row, "contact", ContactId::new),
            Columns.text(row, "contact_name")), id);
  }

  /** Says whose call it is; a person's word, which the directory's later guesses do not overwrite (P3.3). */
  public static void attribute(Sql sql, CallId id, ClientId client, Optional<ContactId> contact) {
    sql.update("UPDATE calls.call SET client = $2, contact = $3 WHERE id = $1", id, client, contact);
  }

  /** Keeps what a person wrote about a call; writing again replaces it. */
  public void write(CallId id, PersonId person, String text, Instant at) {
    database.update("""
        INSERT INTO calls.note (call, person, text, written_at)
        VALUES (coalesce((SELECT call FROM calls.alias WHERE id = $1), $1), $2, $3, $4)
        ON CONFLICT (call, person) DO UPDATE SET text = excluded.text, written_at = excluded.written_at""",
        id, person, text, at);
  }
}
