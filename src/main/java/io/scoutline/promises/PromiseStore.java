package io.scoutline.promises;

import io.scoutline.calls.Call;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import io.scoutline.kernel.PromiseId;
import io.scoutline.platform.database.Columns;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.database.Sql;
import io.scoutline.promises.PromiseRules.Consequence;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of what is owed. Methods wait; call them on virtual threads. */
public final class PromiseStore {

  private static final String COLUMNS = """
      SELECT p.id, p.owner, p.client, coalesce(c.name, '') AS client_name, p.number, p.caller, p.last_call, p.times,
        p.made_at, p.last_at, p.kept_at
      FROM promises.promise p LEFT JOIN clients.client_name c ON c.id = p.client
      """;

  /** A promise that was kept since keeps its place. */
  private static final String AFTER = """
      \sAND ($2::bigint = 0 OR (p.made_at, p.id) > (SELECT o.made_at, o.id FROM promises.promise o WHERE o.id = $2))
      ORDER BY p.made_at, p.id LIMIT $3""";

  private final Database database;

  public PromiseStore(Database database) {
    this.database = database;
  }

  /** A finished call and what it changes. */
  record Entered(Call call, Optional<ClientId> client, Consequence.Entry entry) {}

  /**
   * Makes what is owed, counts one more attempt on what is owed already, keeps what was returned; in the given order
   * and all in one transaction. A call that was considered before changes nothing. For the one writer of calls: two at
   * once could wait for each other.
   *
   * @return whose promises have changed, and how many are open at each
   */
  Map<PersonId, Integer> enter(List<Entered> entries) {
    return database.transaction(sql -> {
      Set<CallId> news = consider(sql, entries);
      var changed = new LinkedHashSet<PersonId>();
      List<Entered> left = entries.stream().filter(entered -> news.contains(entered.call().id())).toList();
      while (!left.isEmpty()) {
        Collection<Entered> round = firstOfEachNumber(left);
        owe(sql, round, changed);
        returned(sql, round, changed);
        Set<CallId> done = round.stream().map(entered -> entered.call().id()).collect(Collectors.toSet());
        left = left.stream().filter(entered -> !done.contains(entered.call().id())).toList();
      }
      return openAt(sql, changed);
    });
  }

  private static Set<CallId> consider(Sql sql, List<Entered> entries) {
    CallId[] calls = entries.stream().map(entered -> entered.call().id()).toArray(CallId[]::new);
    return Set.copyOf(sql.query(
        "INSERT INTO promises.considered (call) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING RETURNING call",
        row -> new CallId(row.getUUID(0)), (Object) calls));
  }

  /** Numbers have nothing to do with each other, so only the calls of one number must follow each other. */
  private static Collection<Entered> firstOfEachNumber(List<Entered> entries) {
    var first = new LinkedHashMap<String, Entered>();
    entries.forEach(entered -> first.putIfAbsent(entered.entry().number().e164(), entered));
    return first.values();
  }

  /**
   * A call that is known late, from the PBX's own records, may have been returned by a conversation that was considered
   * before it: then it is kept as it is made.
   */
  private static void owe(Sql sql, Collection<Entered> round, Set<PersonId> changed) {
    var rows = new ArrayList<Object[]>();
    for (Entered entered : round) {
      if (entered.entry() instanceof Consequence.Owed(PhoneNumber number, Optional<PersonId> owner)) {
        Call call = entered.call();
        rows.add(new Object[] {owner, entered.client(), number.e164(), call.origin().callerName(), call.id(),
            call.startedAt()});
        owner.ifPresent(changed::add);
      }
    }
    sql.batch("""
        INSERT INTO promises.promise AS p
          (kind, owner, client, number, caller, first_call, last_call, made_at, last_at, kept_at, kept_call)
        SELECT 'call_back', $1::bigint, $2::bigint, $3::text, $4::text, $5::uuid, $5::uuid, $6::timestamptz,
          $6::timestamptz, spoken.ended_at, spoken.id
        FROM (VALUES (1)) AS missed LEFT JOIN LATERAL (
          SELECT c.id, c.ended_at FROM calls.call_fact c
          WHERE c.number = $3::text AND c.id >= calls.id_from($6::timestamptz - interval '1 day') AND c.external
            AND c.direction <> 'internal' AND c.disposition = 'answered' AND c.ended_at >= $6::timestamptz
          ORDER BY c.id LIMIT 1) AS spoken ON true
        ON CONFLICT (number) WHERE kept_at IS NULL AND kind = 'call_back' DO UPDATE SET
          times = p.times + 1, last_call = excluded.last_call, last_at = greatest(p.last_at, excluded.last_at),
          owner = coalesce(p.owner, excluded.owner), client = coalesce(p.client, excluded.client)""", rows);
  }

  /** A conversation that is known late returns no call that came in vain after it. */
  private static void returned(Sql sql, Collection<Entered> round, Set<PersonId> changed) {
    List<Entered> spoken = round.stream().filter(entered -> entered.entry() instanceof Consequence.Returned).toList();
    if (spoken.isEmpty()) {
      return;
    }
    sql.query("""
        UPDATE promises.promise p SET kept_at = r.ended_at, kept_call = r.call
        FROM unnest($1::text[], $2::timestamptz[], $3::uuid[]) AS r (number, ended_at, call)
        WHERE p.number = r.number AND p.kept_at IS NULL AND p.last_at <= r.ended_at RETURNING p.owner""",
        row -> Columns.id(row, "owner", PersonId::new),
        spoken.stream().map(entered -> entered.entry().number().e164()).toArray(String[]::new),
        spoken.stream().map(entered -> entered.call().ending().orElseThrow().at()).toArray(Instant[]::new),
        spoken.stream().map(entered -> entered.call().id()).toArray(CallId[]::new))
        .forEach(owner -> owner.ifPresent(changed::add));
  }

  private static Map<PersonId, Integer> openAt(Sql sql, Set<PersonId> people) {
    if (people.isEmpty()) {
      return Map.of();
    }
    return sql.query("""
        SELECT asked.person, count(p.id)::integer AS open FROM unnest($1::bigint[]) AS asked (person)
          LEFT JOIN promises.promise p ON p.owner = asked.person AND p.kept_at IS NULL GROUP BY asked.person""",
        row -> Map.entry(new PersonId(row.getLong("person")), row.getInteger("open")),
        (Object) people.toArray(PersonId[]::new)).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What is open at this person, the oldest first: of what comes after that promise (0: of all) the first ones. */
  public List<Promise> openOf(PersonId person, long after, int limit) {
    return database.query(COLUMNS + "WHERE p.kept_at IS NULL AND p.owner = $1" + AFTER, PromiseStore::promise,
        person, after, limit);
  }

  /** How many are open at this person; any thread. */
  public Future<Integer> countOf(PersonId person) {
    return database.queryAsync("SELECT count(*)::integer FROM promises.promise WHERE kept_at IS NULL AND owner = $1",
        row -> row.getInteger(0), person).map(List::getFirst);
  }

  /** What is open and owed by one of these, or by nobody in particular; as {@link #openOf}. */
  public List<Promise> openOfAny(List<PersonId> people, long after, int limit) {
    return database.query(COLUMNS + "WHERE p.kept_at IS NULL AND (p.owner IS NULL OR p.owner = ANY($1))" + AFTER,
        PromiseStore::promise, people.toArray(PersonId[]::new), after, limit);
  }

  /**
   * What is owed to this client, the oldest first, at most twenty.
   *
   * @param number that has just become the client's: what is owed to it may not have been given to the client yet
   */
  public List<Promise> ofClient(ClientId client, Optional<String> number) {
    return database.query(COLUMNS + """
        WHERE (p.client = $1 OR p.client IS NULL AND p.number = $2::text) AND p.kept_at IS NULL
        ORDER BY p.made_at LIMIT 20""", PromiseStore::promise, client, number);
  }

  /** The next numbers, in their order, to which something is owed as to nobody's. */
  List<String> numbersOfNobody(String after, int atMost) {
    return database.query("""
        SELECT DISTINCT number FROM promises.promise WHERE client IS NULL AND number > $1
        ORDER BY number LIMIT $2""", row -> row.getString(0), after, atMost);
  }

  /** To which of these numbers something is owed as to nobody's. */
  Set<String> ofNobody(Collection<String> numbers) {
    return Set.copyOf(database.query(
        "SELECT DISTINCT number FROM promises.promise WHERE client IS NULL AND number = ANY($1)",
        row -> row.getString(0), (Object) numbers.toArray(String[]::new)));
  }

  /**
   * What is owed to the number, and to no client yet, is owed to this one, and by its owner if it has one. Of what was
   * kept only the client is noted.
   *
   * @return whose open promises have changed, and how many are open at each
   */
  Map<PersonId, Integer> give(String number, ClientId client, Optional<PersonId> owner) {
    return database.transaction(sql -> {
      var changed = new LinkedHashSet<PersonId>();
      sql.query("""
          WITH before AS (
            SELECT id, owner FROM promises.promise WHERE number = $1 AND client IS NULL ORDER BY id FOR UPDATE)
          UPDATE promises.promise p SET client = $2,
            owner = CASE WHEN p.kept_at IS NULL THEN coalesce($3::bigint, p.owner) ELSE p.owner END
          FROM before b WHERE p.id = b.id
          RETURNING CASE WHEN p.kept_at IS NULL THEN ARRAY[b.owner, p.owner] ELSE ARRAY[]::bigint[] END AS people""",
          row -> row.getArrayOfLongs("people"), number, client, owner).stream().flatMap(Arrays::stream)
          .filter(Objects::nonNull).map(PersonId::new).forEach(changed::add);
      return openAt(sql, changed);
    });
  }

  public Optional<Promise> find(PromiseId id) {
    return database.one(COLUMNS + "WHERE p.id = $1", PromiseStore::promise, id);
  }

  /** Says that it is done; false when it was already. */
  static boolean keep(Sql sql, PromiseId id, PersonId by, Instant at) {
    return sql.update(
        "UPDATE promises.promise SET kept_at = $3, kept_by = $2 WHERE id = $1 AND kept_at IS NULL", id, by, at) == 1;
  }

  /**
   * Takes {@link #keep} back; refused where a newer promise to the same number is open. One that is being made at this
   * moment shows as a unique violation.
   */
  static boolean reopen(Sql sql, PromiseId id) {
    return sql.update("""
        UPDATE promises.promise p SET kept_at = NULL, kept_by = NULL
        WHERE id = $1 AND kept_by IS NOT NULL AND NOT EXISTS (
          SELECT FROM promises.promise o WHERE o.number = p.number AND o.kept_at IS NULL)""", id) == 1;
  }

  private static Promise promise(Row row) {
    return new Promise(new PromiseId(row.getLong("id")),
        Optional.ofNullable(row.getLong("owner")).map(PersonId::new),
        Optional.ofNullable(row.getLong("client")).map(ClientId::new), row.getString("client_name"),
        row.getString("number"), row.getString("caller"), new CallId(row.getUUID("last_call")),
        row.getInteger("times"), Columns.instant(row, "made_at"), Columns.instant(row, "last_at"),
        Optional.ofNullable(Columns.instant(row, "kept_at")));
  }
}
