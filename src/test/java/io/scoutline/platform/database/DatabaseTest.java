package io.scoutline.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.platform.Line;
import io.scoutline.platform.TestDatabase;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  private final Database database = postgres.database();

  private record Thing(long id, String name, Instant at) {
    static Thing of(Row row) {
      return new Thing(row.getLong("id"), row.getString("name"), Columns.instant(row, "at"));
    }
  }

  @BeforeEach
  void table() {
    database.update("drop table if exists thing");
    database.update(
        "create table thing (id bigint primary key, name text constraint thing_named unique, at timestamptz)");
  }

  @Test
  void rows_come_back_as_records() {
    Instant at = Instant.parse("2026-11-21T09:42:11.120Z");
    assertEquals(1, database.update("insert into thing values ($1, $2, $3)", new PersonId(7), "Жук", at));
    assertEquals(List.of(new Thing(7, "Жук", at)), database.query("select * from thing", Thing::of));
    assertEquals(Optional.empty(), database.one("select * from thing where id = $1", Thing::of, 8L));
  }

  @Test
  void our_types_are_parameters() {
    var id = new CallId(UUID.randomUUID());
    assertEquals(true, database.<Boolean>exactlyOne(
        "select $1::uuid = any ($2::uuid[]) and $3::text = 'line_manager' and $4::bigint = 1500 and $5::text is null"
            + " and $6::text[] = array['head','admin'] as same",
        row -> row.getBoolean("same"),
        id, new CallId[] {id}, Role.LINE_MANAGER, Duration.ofMillis(1500), Optional.empty(),
        new Role[] {Role.HEAD, Role.ADMIN}));
  }

  @Test
  void a_batch_counts_what_it_touched() {
    int touched = database.batch("insert into thing (id, name) values ($1, $2) on conflict do nothing",
        List.of(new Object[] {1L, "a"}, new Object[] {2L, "b"}, new Object[] {1L, "a"}));
    assertEquals(2, touched);
    assertEquals(0, database.batch("insert into thing (id) values ($1)", List.of()));
  }

  @Test
  void a_transaction_that_throws_leaves_nothing() {
    assertThrows(IllegalArgumentException.class, () -> database.transaction(sql -> {
      sql.update("insert into thing (id) values (1)");
      throw new IllegalArgumentException("no");
    }));
    assertEquals(0L, count());
    database.inTransaction(sql -> sql.update("insert into thing (id) values (1)"));
    assertEquals(1L, count());
  }

  @Test
  void a_transaction_that_failed_in_the_database_leaves_the_pool_usable() {
    for (int i = 0; i < 30; i++) {
      DatabaseFault fault = assertThrows(DatabaseFault.class, () -> database.transaction(sql -> {
        sql.update("insert into thing (id, name) values (1, 'x')");
        return sql.update("insert into thing (id, name) values (2, 'x')");
      }));
      assertTrue(fault.isUniqueViolation());
      assertEquals("thing_named", fault.constraint());
    }
    assertEquals(0L, count());
  }

  @Test
  void a_statement_that_takes_too_long_is_cancelled() {
    try (Database hasty = Database.open(
        postgres.vertx(), postgres.address(), "test", 1, Duration.ofMillis(200), new SimpleMeterRegistry())) {
      assertTrue(assertThrows(DatabaseFault.class, () -> hasty.update("select pg_sleep(30)")).isTimeout());
    }
  }

  @Test
  void an_event_loop_never_waits() throws Exception {
    var refused = postgres.vertx().getOrCreateContext()
        .<Integer>executeBlocking(() -> 0)
        .compose(nothing -> io.vertx.core.Future.succeededFuture(count()))
        .toCompletionStage().toCompletableFuture();
    assertThrows(Exception.class, () -> refused.get(20, TimeUnit.SECONDS));
    assertEquals(List.of(1), postgres.vertx().getOrCreateContext().<Integer>executeBlocking(() -> 0)
        .compose(nothing -> database.queryAsync("select 1 as one", row -> row.getInteger("one")))
        .toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS));
  }

  @Test
  void a_lost_connection_is_named_and_the_next_statement_works() {
    assertThrows(DatabaseAway.class, () -> database.query("select pg_terminate_backend(pg_backend_pid())", row -> 1));
    assertEquals(0L, count());
  }

  @Test
  void a_database_that_is_not_there_is_away() {
    var nowhere = new DatabaseAddress("127.0.0.1", 1, "x", "x", "x");
    var meters = new SimpleMeterRegistry();
    try (Database away = Database.open(postgres.vertx(), nowhere, "test", 2, Duration.ofSeconds(1), meters)) {
      assertThrows(DatabaseAway.class, () -> away.update("select 1"));
      assertThrows(DatabaseAway.class, () -> away.transaction(sql -> 1));
      assertEquals(2, meters.counter("scoutline.database.away").count());
    }
  }

  @Test
  void a_database_that_takes_the_connection_and_says_nothing_is_away() throws IOException {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var address = new DatabaseAddress("127.0.0.1", silent.getLocalPort(), "x", "x", "x");
      try (Database hung = Database.open(
          postgres.vertx(), address, "test", 2, Duration.ofSeconds(1), new SimpleMeterRegistry())) {
        assertThrows(DatabaseAway.class, () -> hung.update("select 1"));
        assertThrows(DatabaseAway.class, () -> hung.transaction(sql -> 1));
      }
    }
  }

  @Test
  void a_database_that_falls_silent_in_a_transaction_holds_nobody_and_commits_nothing_later() throws Exception {
    DatabaseAddress real = postgres.address();
    try (var line = new Line(real.host(), real.port());
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        Database hung = Database.open(postgres.vertx(),
            new DatabaseAddress("127.0.0.1", line.port(), real.name(), real.user(), real.password()), "test", 3,
            Duration.ofSeconds(1), new SimpleMeterRegistry())) {
      var open = new CyclicBarrier(3);
      for (Future<Integer> each : threads.invokeAll(List.<Callable<Integer>>of(
          () -> hung.transaction(sql -> met(open)), () -> hung.transaction(sql -> met(open)),
          () -> hung.transaction(sql -> met(open))))) {
        each.get(20, TimeUnit.SECONDS);
      }
      var begun = new CountDownLatch(2);
      var silent = new CountDownLatch(1);
      Future<Integer> inStatement = threads.submit(() -> hung.transaction(sql -> {
        sql.update("insert into thing values (1, 'lost', now())");
        met(begun, silent);
        return sql.update("select 1");
      }));
      Future<Integer> inCommit = threads.submit(() -> hung.transaction(sql -> met(begun, silent)));
      begun.await();
      line.silence(true);
      silent.countDown();
      Future<Integer> inBegin = threads.submit(() -> hung.transaction(sql -> 1));
      for (Future<Integer> each : List.of(inStatement, inCommit, inBegin)) {
        var failure = assertThrows(ExecutionException.class, () -> each.get(60, TimeUnit.SECONDS));
        assertInstanceOf(DatabaseAway.class, failure.getCause());
      }
      line.silence(false);
      for (long id = 2; id < 8; id++) {
        insert(hung, id);
      }
      assertEquals(6L, count());
      assertEquals(0L, database.<Long>exactlyOne("select count(*) as n from thing where name = 'lost'",
          row -> row.getLong("n")));
    }
  }

  /** The server has ended some of the connections meanwhile, which each is noticed once. */
  private static void insert(Database database, long id) {
    for (int tries = 4; ; tries--) {
      try {
        database.update("insert into thing values ($1, $2, now()) on conflict do nothing", id, "kept " + id);
        return;
      } catch (DatabaseAway ended) {
        if (tries == 1) {
          throw ended;
        }
      }
    }
  }

  private static int met(CyclicBarrier all) {
    try {
      return all.await(20, TimeUnit.SECONDS);
    } catch (Exception late) {
      throw new AssertionError(late);
    }
  }

  private static int met(CountDownLatch here, CountDownLatch goOn) {
    here.countDown();
    try {
      goOn.await();
      return 1;
    } catch (InterruptedException hurried) {
      throw new AssertionError(hurried);
    }
  }

  @Test
  void a_pool_with_all_connections_taken_says_so_in_time() {
    try (Database small = Database.open(
        postgres.vertx(), postgres.address(), "test", 1, Duration.ofSeconds(30), new SimpleMeterRegistry())) {
      small.inTransaction(outer -> assertThrows(DatabaseAway.class, () -> small.update("select 1")));
    }
  }

  private long count() {
    return database.exactlyOne("select count(*) as n from thing", row -> row.getLong("n"));
  }
}
