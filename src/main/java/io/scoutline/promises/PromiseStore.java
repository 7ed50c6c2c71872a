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
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  /** Makes the promise, or counts one more attempt on the open one. False when this call was considered before. */
  public boolean owe(Call call, PhoneNumber number, Optional<PersonId> owner, Optional<ClientId> client) {
    return database.transaction(sql -> {
      boolean news = consider(sql, call.id());
      if (news) {
        sql.update("""
            INSERT INTO promises.promise AS p
              (kind, owner, client, number, caller, first_call, last_call, made_at, last_at)
            VALUES ('call_back', $1, $2, $3, $4, $5, $5, $6, $6)
            ON CONFLICT (number) WHERE kept_at IS NULL AND kind = 'call_back' DO UPDATE SET
              times = p.times + 1, last_call = excluded.last_call, last_at = greatest(p.last_at, excluded.last_at),
              owner = coalesce(p.owner, excluded.owner), client = coalesce(p.client, excluded.client)""",
            owner, client, number.e164(), call.origin().callerName(), call.id(), call.startedAt());
      }
      return news;
    });
  }

  /** Keeps what is owed to this number, if anything is. Whose it was; empty when nothing changed. */
  public List<Optional<PersonId>> returned(Call call, PhoneNumber number) {
    return database.transaction(sql -> consider(sql, call.id()) ? sql.query("""
        UPDATE promises.promise SET kept_at = $2, kept_call = $3
        WHERE number = $1 AND kept_at IS NULL AND made_at <= $2 RETURNING owner""",
        row -> Optional.ofNullable(row.getLong(0)).map(PersonId::new), number.e164(),
        call.ending().orElseThrow().at(), call.id()) : List.of());
  }

  private static boolean consider(Sql sql, CallId call) {
    return sql.update("INSERT INTO promises.considered (call) VALUES ($1) ON CONFLICT DO NOTHING", call) == 1;
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

  /** What is owed to this client, the oldest first, at most twenty. */
  public List<Promise> ofClient(ClientId client) {
    return database.query(COLUMNS + "WHERE p.client = $1 AND p.kept_at IS NULL ORDER BY p.made_at LIMIT 20",
        PromiseStore::promise, client);
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
