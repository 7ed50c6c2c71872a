package io.scoutline.calls.finding;

import io.scoutline.calls.Direction;
import io.scoutline.calls.Disposition;
import io.scoutline.clients.ClientGrant;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.RecordingId;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Database;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists of calls, each within what somebody may see. Methods wait; call them on virtual threads. */
public final class CallFinderStore {

  private static final String LINES = """
      SELECT c.id, c.started_at, c.direction, c.caller_name, c.number, c.number_said, c.client, cl.name AS client_name,
        c.contact, ct.name AS contact_name, c.person, pn.name AS person_name, c.disposition, c.ring_ms, c.queue_ms,
        c.talk_ms, c.end_evidence, (SELECT string_agg(n.text, E'\\n' ORDER BY n.written_at) FROM calls.note n
                         WHERE n.call = c.id AND n.text <> '') AS note
      FROM calls.call c
        LEFT JOIN clients.client_name cl ON cl.id = c.client
        LEFT JOIN clients.contact_name ct ON ct.id = c.contact
        LEFT JOIN people.person_name pn ON pn.id = c.person
      """;

  private static final String WITHIN_SIGHT = """
      ($1 OR c.client IN (SELECT id FROM clients.client_name WHERE owner = $3)
          OR EXISTS (SELECT FROM calls.participant p WHERE p.call = c.id AND p.person = ANY($2)))
      """;

  /** Took part, not merely by a phone that rang; the talk of a call that goes on is in its legs alone. */
  private static final String SPOKE = """
      (p.placed OR p.talk_ms > 0 OR p.outcome = 'answered' OR p.outcome = 'open' AND c.ended_at IS NULL
        AND EXISTS (SELECT FROM jsonb_array_elements(c.state -> 'legs') leg
                    WHERE (leg -> 'person' ->> 'value')::bigint = p.person AND leg ->> 'answeredAt' IS NOT NULL))
      """;

  private final Database database;
  private final BusinessZone zone;
  private final Ears recordings;

  /** The recordings of calls; asked on the calling thread, which may wait. */
  @FunctionalInterface
  public interface Ears {
    Audible of(List<CallId> calls);
  }

  /** Which of them somebody may hear (P6.8); never waits. */
  @FunctionalInterface
  public interface Audible {
    Map<CallId, List<RecordingId>> to(Actor asking);
  }

  /** Lines for whoever asks: each sees the same calls and hears what is theirs to hear. */
  public record PastCalls(List<CallLine> lines, Audible recordings) {

    public static final PastCalls NONE = new PastCalls(List.of(), _ -> Map.of());

    public List<CallLine> seenBy(Actor asking) {
      Map<CallId, List<RecordingId>> ids = recordings.to(asking);
      return lines.stream().map(line -> line.withRecordings(ids.getOrDefault(line.id(), List.of()))).toList();
    }
  }

  public CallFinderStore(Database database, BusinessZone zone, Ears recordings) {
    this.database = database;
    this.zone = zone;
    this.recordings = recordings;
  }

  public List<CallLine> find(CallSight sight, CallFilter filter) {
    Optional<Instant> from = filter.day().map(zone::startOf);
    Optional<Instant> to = filter.day().map(zone::endOf);
    List<CallLine> lines = database.query(LINES + "WHERE " + WITHIN_SIGHT + """
          AND ($4::bigint IS NULL OR EXISTS (SELECT FROM calls.participant p WHERE p.call = c.id AND p.person = $4))
          AND ($5::bigint IS NULL OR c.client = $5)
          AND ($6::timestamptz IS NULL OR c.started_at >= $6 AND c.id >= calls.id_from($6 - interval '1 day'))
          AND ($7::timestamptz IS NULL OR c.started_at < $7 AND c.id < calls.id_from($7 + interval '1 day'))
          AND ($8::text IS NULL OR c.disposition = $8)
          AND ($9::uuid IS NULL OR c.id < $9)
          AND (c.external OR c.direction = 'internal')
        ORDER BY c.id DESC LIMIT $10""", CallFinderStore::line,
        sight.everything(), sight.peopleArray(), sight.asking().person(), filter.person(), filter.client(), from, to,
        filter.disposition(), filter.before(), filter.limit());
    return withRecordings(lines).seenBy(sight.asking());
  }

  /** Those of these calls that are theirs to see, the newest first. */
  public List<CallLine> among(CallSight sight, List<CallId> ids) {
    return withRecordings(database.query(LINES + "WHERE " + WITHIN_SIGHT + " AND c.id = ANY($4) ORDER BY c.id DESC",
        CallFinderStore::line, sight.everything(), sight.peopleArray(), sight.asking().person(),
        ids.toArray(CallId[]::new))).seenBy(sight.asking());
  }

  /** The last calls with a client, whoever had them: what the card's history shows (P3.2). */
  public PastCalls history(ClientId client, CallId without, int limit) {
    return withRecordings(database.query(
        LINES + "WHERE c.client = $1 AND c.id <> $2 AND c.external ORDER BY c.id DESC LIMIT $3",
        CallFinderStore::line, client, without, limit));
  }

  /** The last calls with a client who was first met by this number: also those before anybody knew who it was. */
  public PastCalls history(ClientId client, String number, CallId without, int limit) {
    return withRecordings(database.query(LINES + """
        WHERE c.id IN (
          (SELECT id FROM calls.call WHERE client = $1 AND id <> $3 AND external ORDER BY id DESC LIMIT $4)
          UNION ALL
          (SELECT id FROM calls.call WHERE client IS NULL AND number = $2 AND id <> $3 AND external
           ORDER BY id DESC LIMIT $4))
        ORDER BY c.id DESC LIMIT $4""", CallFinderStore::line, client, number, without, limit));
  }

  /** The last calls with a number that is in nobody's passport. */
  public PastCalls history(String number, CallId without, int limit) {
    return withRecordings(database.query(
        LINES + "WHERE c.number = $1 AND c.id <> $2 AND c.external ORDER BY c.id DESC LIMIT $3",
        CallFinderStore::line, number, without, limit));
  }

  /**
   * What the calls with a client open of it to a person (P16.1): whoever spoke in one or placed it reads and writes
   * from then on; whose phone only rang reads while the call goes on and on its business day.
   */
  public ClientGrant.Reach reachOf(PersonId person, ClientId client, Instant now) {
    return database.exactlyOne("""
        SELECT EXISTS (SELECT FROM calls.participant p JOIN calls.call c ON c.id = p.call
            WHERE p.person = $1 AND c.client = $2 AND\s""" + SPOKE + """
          ) AS spoke,
          EXISTS (SELECT FROM calls.participant p JOIN calls.call c ON c.id = p.call
            WHERE p.person = $1 AND c.client = $2 AND (p.outcome <> 'not_reached' OR p.ring_ms > 0)
              AND (c.ended_at IS NULL OR c.started_at >= $3)) AS rang""",
        row -> row.getBoolean("spoke") ? ClientGrant.Reach.WRITES
            : row.getBoolean("rang") ? ClientGrant.Reach.READS : ClientGrant.Reach.NOTHING,
        person, client, zone.startOf(zone.dayOf(now)));
  }

  /** One call's line; empty when there is none or it is not theirs to see. */
  public Optional<CallLine> line(CallSight sight, CallId id) {
    return withRecordings(database.query(LINES + "WHERE " + WITHIN_SIGHT + " AND c.id = $4",
        CallFinderStore::line, sight.everything(), sight.peopleArray(), sight.asking().person(), id))
        .seenBy(sight.asking()).stream().findFirst();
  }

  /** What each wrote about a call, in order. */
  public List<Note> notes(CallId id) {
    return database.query("""
        SELECT n.person, pn.name, n.text, n.written_at FROM calls.note n
          LEFT JOIN people.person_name pn ON pn.id = n.person
        WHERE n.call = $1 ORDER BY n.written_at""",
        row -> new Note(new PersonId(row.getLong("person")), row.getString("name"), row.getString("text"),
            Columns.instant(row, "written_at")), id);
  }

  public record Note(PersonId person, String personName, String text, Instant writtenAt) {}

  private PastCalls withRecordings(List<CallLine> lines) {
    return lines.isEmpty() ? PastCalls.NONE
        : new PastCalls(lines, recordings.of(lines.stream().map(CallLine::id).toList()));
  }

  private static CallLine line(Row row) {
    String name = row.getString("caller_name");
    String number = row.getString("number");
    return new CallLine(new CallId(row.getUUID("id")), Columns.instant(row, "started_at"),
        Columns.constant(row, "direction", Direction.class),
        name.isEmpty() ? Optional.ofNullable(number).orElse(row.getString("number_said")) : name,
        Optional.ofNullable(number), Optional.ofNullable(row.getLong("client")).map(ClientId::new),
        Optional.ofNullable(row.getString("client_name")),
        Optional.ofNullable(row.getLong("contact")).map(ContactId::new),
        Optional.ofNullable(row.getString("contact_name")),
        Optional.ofNullable(row.getLong("person")).map(PersonId::new),
        Optional.ofNullable(row.getString("person_name")),
        Optional.ofNullable(Columns.constant(row, "disposition", Disposition.class)),
        Columns.duration(row, "ring_ms"), Columns.duration(row, "queue_ms"), Columns.duration(row, "talk_ms"),
        Optional.ofNullable(row.getString("note")), List.of(), "resync".equals(row.getString("end_evidence")));
  }
}
