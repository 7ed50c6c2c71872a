package io.scoutline.desk;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.TeamId;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Database;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Drafts, and what was on the desks at a restart. Methods wait; call them on virtual threads. */
public final class DeskStore {

  /** Longer than a card may wait to be written up, and than one that is not is brought back at a start. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final Database database;

  public DeskStore(Database database) {
    this.database = database;
  }

  /**
   * Keeps a draft if {@code basedOn} is the version that is kept; otherwise changes nothing.
   *
   * @return what is kept now: the new draft, or the one that was saved meanwhile elsewhere
   */
  public Draft save(CallId call, PersonId person, String text, int basedOn, Instant at) {
    List<Draft> saved = database.query("""
        INSERT INTO desk.draft AS d (call, person, text, version, saved_at)
        SELECT $1, $2, $3, $4 + 1, $5 WHERE $4 = 0 OR EXISTS (
          SELECT FROM desk.draft WHERE call = $1 AND person = $2)
        ON CONFLICT (call, person) DO UPDATE SET text = excluded.text, version = d.version + 1,
          saved_at = excluded.saved_at WHERE d.version = $4
        RETURNING text, version, saved_at""", DeskStore::draft, call, person, text, basedOn, at);
    return saved.isEmpty() ? find(call, person).orElse(Draft.NONE) : saved.getFirst();
  }

  public Optional<Draft> find(CallId call, PersonId person) {
    return database.one("SELECT text, version, saved_at FROM desk.draft WHERE call = $1 AND person = $2",
        DeskStore::draft, call, person);
  }

  /** The draft has become a note, or is not wanted any more. */
  public void remove(CallId call, PersonId person) {
    // The part that nothing refers to is done last: drafts first, as in move, or the two could wait for each other.
    database.update("""
        WITH over AS (DELETE FROM desk.wrap_up WHERE call = $1 AND person = $2)
        DELETE FROM desk.draft WHERE call = $1 AND person = $2""", call, person);
  }

  /**
   * A call's younger half was found: its drafts follow it, joined to those already there (P3.4), and so do its
   * deadlines, of which the later holds (P2.5).
   */
  public void move(CallId from, CallId to) {
    database.inTransaction(sql -> {
      sql.update("""
          INSERT INTO desk.draft AS d (call, person, text, version, saved_at)
          SELECT $2, person, text, version, saved_at FROM desk.draft WHERE call = $1
          ON CONFLICT (call, person) DO UPDATE SET
            text = CASE WHEN btrim(d.text) = '' THEN excluded.text ELSE d.text || E'\\n' || excluded.text END,
            version = greatest(d.version, excluded.version) + 1, saved_at = excluded.saved_at""", from, to);
      sql.update("DELETE FROM desk.draft WHERE call = $1", from);
      sql.update("""
          INSERT INTO desk.wrap_up AS w (call, person, until, over)
          SELECT $2, person, until, over FROM desk.wrap_up WHERE call = $1
          ON CONFLICT (call, person) DO UPDATE SET until = excluded.until, over = excluded.over
          WHERE w.until < excluded.until""", from, to);
      sql.update("DELETE FROM desk.wrap_up WHERE call = $1", from);
    });
  }

  /**
   * The person has asked for more time to write the call up (P2.5). Of this and {@link #timedOut} whatever reaches
   * further holds, in whichever order they come.
   */
  public void putOff(CallId call, PersonId person, Instant until) {
    database.update("""
        INSERT INTO desk.wrap_up AS w (call, person, until, over) VALUES ($1, $2, $3, false)
        ON CONFLICT (call, person) DO UPDATE SET until = excluded.until, over = false
        WHERE w.until < excluded.until""", call, person, until);
  }

  /**
   * The person's time was over before the call was written up; what is a day old is forgotten.
   *
   * @param at when it was over; a deadline put off beyond it stands
   */
  public void timedOut(CallId call, PersonId person, Instant at) {
    database.inTransaction(sql -> {
      sql.update("""
          INSERT INTO desk.wrap_up AS w (call, person, until, over) VALUES ($1, $2, $3, true)
          ON CONFLICT (call, person) DO UPDATE SET until = excluded.until, over = true
          WHERE w.until <= excluded.until""", call, person, at);
      sql.update("DELETE FROM desk.wrap_up WHERE until < $1", at.minus(KEPT));
    });
  }

  /**
   * What the desks must know of a call that was open, or not yet written up, at the last stop.
   *
   * @param deadlines of those who had asked for more time
   * @param timedOut whose time was over
   */
  public record Left(Map<PersonId, Draft> drafts, Set<PersonId> writtenUp, Map<PersonId, Instant> deadlines,
      Set<PersonId> timedOut, Optional<ClientId> client, Optional<ContactId> contact) {}

  /** Calls since then in which somebody spoke who has not written it up, the newest first, at most two thousand. */
  public List<CallId> notWrittenUp(Instant since) {
    return database.query("""
        SELECT DISTINCT p.call FROM calls.participant_fact p JOIN calls.call_fact c ON c.id = p.call
        WHERE p.outcome = 'answered' AND c.external AND c.started_at >= $1
          AND c.id >= calls.id_from($1 - interval '1 hour')
          AND NOT EXISTS (SELECT FROM calls.note_fact n WHERE n.call = p.call AND n.person = p.person)
        ORDER BY p.call DESC LIMIT 2000""", row -> new CallId(row.getUUID(0)), since);
  }

  /** Conversations of this person since then that they have not written up, the newest first, with what they typed. */
  public List<Unwritten> unwritten(PersonId person, Instant since) {
    return database.query("""
        SELECT p.call, c.started_at, c.client, cl.name AS client_name, c.number, p.talk_ms,
          coalesce(d.text, '') AS text, coalesce(d.version, 0) AS version, d.saved_at
        FROM calls.participant_fact p JOIN calls.call_fact c ON c.id = p.call
          LEFT JOIN clients.client_name cl ON cl.id = c.client
          LEFT JOIN desk.draft d ON d.call = p.call AND d.person = p.person
        WHERE p.person = $1 AND p.outcome = 'answered' AND c.external AND c.started_at >= $2
          AND c.id >= calls.id_from($2 - interval '1 hour')
          AND NOT EXISTS (SELECT FROM calls.note_fact n WHERE n.call = p.call AND n.person = p.person)
        ORDER BY p.call DESC LIMIT 50""", row -> new Unwritten(new CallId(row.getUUID("call")),
            Columns.instant(row, "started_at"), Optional.ofNullable(row.getLong("client")).map(ClientId::new),
            Optional.ofNullable(row.getString("client_name")), Optional.ofNullable(row.getString("number")),
            Columns.duration(row, "talk_ms"), draft(row)), person, since);
  }

  /** What decides who may still name the call; empty when there is no such call. */
  Optional<NamingRight.Past> past(CallId call) {
    return database.one("""
        SELECT c.started_at, ARRAY(SELECT p.person FROM calls.participant_fact p WHERE p.call = c.id) AS people,
          ARRAY(SELECT DISTINCT t.team FROM calls.participant_fact p JOIN people.person_team t ON t.person = p.person
                WHERE p.call = c.id) AS teams,
          ARRAY(SELECT n.person FROM calls.note_fact n WHERE n.call = c.id) AS written_up
        FROM calls.call_fact c WHERE c.id = $1""",
        row -> new NamingRight.Past(Columns.instant(row, "started_at"), ids(row, "people", PersonId::new),
            ids(row, "teams", TeamId::new), ids(row, "written_up", PersonId::new)), call);
  }

  private static <T> Set<T> ids(Row row, String column, Function<Long, T> type) {
    return Arrays.stream(row.getArrayOfLongs(column)).map(type).collect(Collectors.toUnmodifiableSet());
  }

  public Map<CallId, Left> left(List<CallId> calls) {
    var ids = calls.toArray(CallId[]::new);
    var drafts = new HashMap<UUID, Map<PersonId, Draft>>();
    database.query("SELECT call, person, text, version, saved_at FROM desk.draft WHERE call = ANY($1)",
        row -> drafts.computeIfAbsent(row.getUUID("call"), _ -> new HashMap<>())
            .put(new PersonId(row.getLong("person")), draft(row)), (Object) ids);
    var written = new HashMap<UUID, Set<PersonId>>();
    database.query("SELECT call, person FROM calls.note_fact WHERE call = ANY($1)",
        row -> written.computeIfAbsent(row.getUUID("call"), _ -> new HashSet<>())
            .add(new PersonId(row.getLong("person"))), (Object) ids);
    var deadlines = new HashMap<UUID, Map<PersonId, Instant>>();
    var over = new HashMap<UUID, Set<PersonId>>();
    database.query("SELECT call, person, until, over FROM desk.wrap_up WHERE call = ANY($1)", row -> {
      var person = new PersonId(row.getLong("person"));
      return row.getBoolean("over")
          ? over.computeIfAbsent(row.getUUID("call"), _ -> new HashSet<>()).add(person)
          : deadlines.computeIfAbsent(row.getUUID("call"), _ -> new HashMap<>())
              .put(person, Columns.instant(row, "until"));
    }, (Object) ids);
    var left = new HashMap<CallId, Left>();
    database.query("SELECT id, client, contact FROM calls.call_fact WHERE id = ANY($1)", row -> {
      UUID id = row.getUUID("id");
      return left.put(new CallId(id), new Left(drafts.getOrDefault(id, Map.of()), written.getOrDefault(id, Set.of()),
          deadlines.getOrDefault(id, Map.of()), over.getOrDefault(id, Set.of()),
          Optional.ofNullable(row.getLong("client")).map(ClientId::new),
          Optional.ofNullable(row.getLong("contact")).map(ContactId::new)));
    }, (Object) ids);
    return left;
  }

  private static Draft draft(Row row) {
    return new Draft(row.getString("text"), row.getInteger("version"),
        Optional.ofNullable(Columns.instant(row, "saved_at")));
  }
}
