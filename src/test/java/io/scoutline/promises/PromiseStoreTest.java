package io.scoutline.promises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.audit.AuditLog;
import io.scoutline.calls.Call;
import io.scoutline.calls.Line;
import io.scoutline.calls.rows.Belongings.Known;
import io.scoutline.calls.rows.CallRow;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PromiseId;
import io.scoutline.kernel.Role;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.database.Sql;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P3.6: what is owed is all there, page after page, and a client is owed one call whatever comes at once. */
class PromiseStoreTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");
  private static final PersonId OWNER = new PersonId(71);
  private static final String NUMBER = "+74950000201";
  private static final PersonId OTHER = new PersonId(72);

  private final PromiseStore store = new PromiseStore(postgres.database());

  @Test
  void a_call_missed_at_the_moment_of_reopening_refuses_it_and_is_no_fault() {
    long kept = postgres.database().transaction(sql -> owe(sql, OWNER, "+74950000001", AT));
    var actor = new Actor(OWNER, Set.of(Role.KAM), 0, Set.of());
    var word = new PromiseWord(postgres.database(), new AuditLog(InstantSource.fixed(AT)), InstantSource.fixed(AT));
    Promise promise = store.find(new PromiseId(kept)).orElseThrow();
    assertTrue(word.kept(actor, promise));

    var reopened = new CompletableFuture<Boolean>();
    postgres.database().inTransaction(sql -> {
      owe(sql, OWNER, "+74950000001", AT.plusSeconds(60));
      Thread.ofVirtual().start(() -> {
        try {
          reopened.complete(word.reopened(actor, promise));
        } catch (RuntimeException fault) {
          reopened.completeExceptionally(fault);
        }
      });
      Await.until(() -> postgres.database().one("SELECT count(*)::integer FROM pg_locks WHERE NOT granted",
          row -> row.getInteger(0)).orElseThrow() > 0, "the reopening does not wait for the missed call");
    });

    assertFalse(reopened.join());
    assertTrue(store.find(new PromiseId(kept)).orElseThrow().keptAt().isPresent());
  }

  @Test
  void what_is_open_comes_page_by_page_without_gap_or_doubling() {
    var made = new ArrayList<Long>();
    postgres.database().inTransaction(sql -> {
      for (int i = 0; i < 7; i++) {
        // Two at a time are of the same moment.
        made.add(owe(sql, OTHER, "+7495000010" + i, AT.plusSeconds(i / 2)));
      }
    });
    var read = new ArrayList<Long>();
    for (List<Promise> page = store.openOf(OTHER, 0, 3); !page.isEmpty();
        page = store.openOf(OTHER, read.getLast(), 3)) {
      page.forEach(promise -> read.add(promise.id().value()));
      // What the page ends with may be kept before the next one is asked for.
      postgres.database().update("UPDATE promises.promise SET kept_at = now() WHERE id = $1", read.getLast());
    }
    assertEquals(made, read);
    assertEquals(4, store.openOfAny(List.of(OTHER), 0, 200).size());
    assertEquals(List.of(made.get(4)), store.openOfAny(List.of(OTHER), made.get(3), 1).stream()
        .map(promise -> promise.id().value()).toList());
  }

  /** P3.6: whoever called in vain, was called back and called in vain again is owed one call, whatever came at once. */
  @Test
  void the_calls_of_one_number_that_are_written_at_once_count_in_their_order() {
    var line = new Line(UUID::randomUUID);
    missed(line, 1, NUMBER);
    spoken(line, 2, NUMBER);
    missed(line, 3, "+74950000202");
    missed(line, 4, NUMBER);
    missed(line, 5, NUMBER);
    spoken(line, 6, "+74950000203");
    List<CallRow> rows = line.calls().stream().map(PromiseStoreTest::row).toList();
    CallId spoken = rows.get(1).call().id();
    var keeper = new PromiseKeeper(store, _ -> Optional.empty());
    var told = new ArrayList<String>();
    keeper.follow((person, open) -> told.add(person + " owes " + open));

    keeper.committed(rows);
    assertEquals(List.of(Line.OWNER + " owes 2"), told);
    assertEquals(List.of("1 kept " + spoken, "2 open"), promisesOf(NUMBER));
    assertEquals(List.of("1 open"), promisesOf("+74950000202"));
    assertEquals(List.of(), promisesOf("+74950000203"));

    told.clear();
    keeper.committed(rows);
    assertEquals(List.of(), told);
    assertEquals(List.of("1 kept " + spoken, "2 open"), promisesOf(NUMBER));
  }

  /** P2.6, P3.6: what is owed follows from when calls were, not from when they became known. */
  @Test
  void a_missed_call_that_is_recovered_after_its_client_was_spoken_with_is_not_owed() {
    String number = "+74950000204";
    var line = new Line(UUID::randomUUID);
    missed(line, 1, number);
    missed(line, 2, number);
    List<CallRow> rows = line.calls().stream().map(PromiseStoreTest::row).toList();
    Instant first = rows.getFirst().call().startedAt();
    Instant second = rows.getLast().call().startedAt();
    conversation("+74950000205", "answered", first.plusSeconds(1));
    conversation(number, "no_answer", first.plusSeconds(1));
    conversation(number, "answered", first.minusSeconds(5));
    UUID spoken = conversation(number, "answered", first.plusSeconds(1));
    var told = new ArrayList<String>();
    var keeper = new PromiseKeeper(store, _ -> Optional.empty());
    keeper.follow((person, open) -> told.add(Boolean.toString(open > 0)));

    keeper.committed(rows.subList(0, 1));
    assertEquals(List.of("1 kept " + spoken), promisesOf(number));
    assertTrue(second.isAfter(first.plusSeconds(1)));
    keeper.committed(rows);
    assertEquals(List.of("1 kept " + spoken, "1 open"), promisesOf(number), "the later one is owed");
  }

  @Test
  void a_conversation_that_is_recovered_returns_no_call_that_was_missed_after_it() {
    String number = "+74950000206";
    var line = new Line(UUID::randomUUID);
    missed(line, 1, number);
    spoken(line, 2, number);
    missed(line, 3, number);
    spoken(line, 4, number);
    List<CallRow> rows = line.calls().stream().map(PromiseStoreTest::row).toList();
    var keeper = new PromiseKeeper(store, _ -> Optional.empty());

    keeper.committed(List.of(rows.get(0), rows.get(2)));
    keeper.committed(List.of(rows.get(1)));
    assertEquals(List.of("2 open"), promisesOf(number));
    keeper.committed(List.of(rows.get(3)));
    assertEquals(List.of("2 kept " + rows.get(3).call().id()), promisesOf(number));
  }

  /** A call from ten seconds before its end, as its row is. */
  private UUID conversation(String number, String disposition, Instant ended) {
    Instant began = ended.minusSeconds(10);
    postgres.database().query("SELECT calls.ensure_months($1, $1)", _ -> true, began);
    return postgres.database().one("""
        INSERT INTO calls.call (id, pbx, started_at, direction, external, caller_kind, number, number_said, caller_name,
          dialled, ended_at, disposition, end_evidence, ring_ms, queue_ms, talk_ms, state, version)
        SELECT overlay(gen_random_uuid()::text placing left(calls.id_from($1::timestamptz)::text, 13) from 1)::uuid,
          'main', $1, 'outbound', true, 'outside', $2, '', '', '', $3, $4, 'hangup', 0, 0, 0, '{}', 1
        RETURNING id""", row -> row.getUUID(0), began, number, ended, disposition).orElseThrow();
  }

  @Test
  @DisplayName("P3.6: what is owed to a number is owed to the client it comes to, and by that client's owner")
  void a_number_that_comes_to_a_client_brings_what_is_owed_to_it() {
    var deputy = new PersonId(81);
    var manager = new PersonId(82);
    var client = new ClientId(5);
    var told = new ArrayList<String>();
    var keeper = new PromiseKeeper(store, _ -> Optional.empty());
    keeper.follow((person, open) -> told.add(person + " owes " + open));
    long kept = postgres.database().transaction(sql -> owe(sql, deputy, "+74950000301", AT));
    postgres.database().update("UPDATE promises.promise SET kept_at = now() WHERE id = $1", kept);
    long open = postgres.database().transaction(sql -> owe(sql, deputy, "+74950000301", AT.plusSeconds(9)));
    postgres.database().inTransaction(sql -> owe(sql, deputy, "+74950000302", AT));
    var owned = new EarlierPromises(store, _ -> Optional.of(manager), keeper);
    assertTrue(owned.numbersOfNobody("+74950000300", 10).containsAll(List.of("+74950000301", "+74950000302")));

    var known = List.of(new Known("+74950000301", client, Optional.empty()),
        new Known("+74950000309", new ClientId(6), Optional.empty()));
    owned.give(known);
    assertEquals(List.of(open), store.ofClient(client, Optional.empty()).stream().map(one -> one.id().value())
        .toList());
    assertEquals(Set.of(deputy + " owes 1", manager + " owes 1"), Set.copyOf(told));
    assertEquals(Optional.of(deputy), store.find(new PromiseId(kept)).orElseThrow().owner(), "what was kept was kept");
    told.clear();
    owned.give(known);
    assertEquals(List.of(), told, "told again, nothing changes");

    new EarlierPromises(store, _ -> Optional.empty(), keeper)
        .give(List.of(new Known("+74950000302", client, Optional.empty())));
    assertEquals(List.of(deputy + " owes 1"), told, "a client without an owner takes nobody's call-backs away");
    assertEquals(2, store.ofClient(client, Optional.empty()).size());
  }

  @Test
  void what_is_owed_to_the_number_of_the_call_is_seen_before_it_was_given_to_the_client() {
    postgres.database().inTransaction(sql -> owe(sql, OTHER, "+74950000303", AT));
    var client = new ClientId(7);
    assertEquals(List.of(), store.ofClient(client, Optional.empty()));
    assertEquals(1, store.ofClient(client, Optional.of("+74950000303")).size());
  }

  private List<String> promisesOf(String number) {
    return postgres.database().query("""
        SELECT times || CASE WHEN kept_at IS NULL THEN ' open' ELSE ' kept ' || kept_call END
        FROM promises.promise WHERE number = $1 ORDER BY made_at""", row -> row.getString(0), number);
  }

  private static CallRow row(Call call) {
    return new CallRow(call, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
  }

  private static void missed(Line line, int call, String number) {
    ChannelRef client = channel(call, 1, "trunk");
    ChannelRef phone = channel(call, 2, "101");
    line.after(10).clientCalls(client, number).phoneRings(client, phone)
        .after(10).hangsUp(phone, 16).hangsUp(client, 16);
  }

  private static void spoken(Line line, int call, String number) {
    ChannelRef client = channel(call, 1, "trunk");
    ChannelRef phone = channel(call, 2, "101");
    line.after(10).clientCalls(client, number).phoneRings(client, phone).answers(client, phone, "bridge-" + call)
        .after(10).hangsUp(phone, 16).hangsUp(client, 16);
  }

  private static ChannelRef channel(int call, int leg, String endpoint) {
    return Line.channel(call + "." + leg, call + ".1", "PJSIP/" + endpoint + "-" + call);
  }

  private static long owe(Sql sql, PersonId owner, String number, Instant at) {
    return sql.exactlyOne("""
        INSERT INTO promises.promise (kind, owner, number, caller, first_call, last_call, made_at, last_at)
        VALUES ('call_back', $1, $2, '', $3, $3, $4, $4) RETURNING id""", row -> row.getLong(0), owner, number,
        UUID.randomUUID(), at);
  }
}
