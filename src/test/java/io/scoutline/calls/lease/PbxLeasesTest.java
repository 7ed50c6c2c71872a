package io.scoutline.calls.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.Await;
import io.scoutline.calls.lease.LeaseStore.Holder;
import io.scoutline.calls.lease.PbxLeases.Following;
import io.scoutline.calls.lease.PbxLeases.Replaced;
import io.scoutline.calls.lease.PbxLeases.StandingBy;
import io.scoutline.calls.lease.PbxLeases.Timing;
import io.scoutline.kernel.PbxName;
import io.scoutline.platform.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P17.4: one server at a time follows a PBX, and whoever was replaced writes nothing more. */
class PbxLeasesTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final PbxName MAIN = new PbxName("main");
  private static final PbxName BRANCH = new PbxName("branch");
  private static final Node ELSEWHERE = new Node("7@elsewhere", "another machine", 7);
  /** Never lapses while a test runs. */
  private static final Timing FOR_EVER = new Timing(Duration.ofDays(1), Duration.ofMillis(50));

  private final LeaseStore store = new LeaseStore(postgres.database());
  private final List<PbxLeases> opened = new ArrayList<>();

  @BeforeEach
  void nobodyFollows() {
    postgres.database().update("TRUNCATE calls.pbx_lease");
  }

  @AfterEach
  void letGo() {
    opened.forEach(PbxLeases::close);
  }

  @Test
  void the_first_server_follows_at_once() {
    PbxLeases first = leases(FOR_EVER, MAIN, BRANCH);
    assertTrue(first.acquire(() -> { }));
    assertInstanceOf(Following.class, first.standing());
    postgres.database().inTransaction(first::hold);
  }

  @Test
  void nothing_is_written_before_the_lease_is_there() {
    PbxLeases early = leases(FOR_EVER, MAIN);
    assertThrows(FencedOff.class, () -> postgres.database().inTransaction(early::hold));
  }

  @Test
  void a_second_server_stands_by_until_the_first_lets_go() throws Exception {
    PbxLeases first = leases(FOR_EVER, MAIN);
    first.acquire(() -> { });
    PbxLeases second = leases(FOR_EVER, MAIN);
    var standsBy = new CountDownLatch(1);
    Thread waits = Thread.startVirtualThread(() -> second.acquire(standsBy::countDown));
    standsBy.await();
    assertEquals(new StandingBy(MAIN, Node.self().name()), second.standing());
    assertThrows(FencedOff.class, () -> postgres.database().inTransaction(second::hold));
    long epoch = holder().epoch();
    first.close();
    waits.join();
    assertInstanceOf(Following.class, second.standing());
    assertTrue(holder().epoch() > epoch, "the epoch fences nobody off");
  }

  @Test
  void whoever_stands_by_can_be_stopped() throws Exception {
    store.take(MAIN, ELSEWHERE, Optional.empty());
    PbxLeases second = leases(FOR_EVER, MAIN);
    var got = new ArrayList<Boolean>();
    var standsBy = new CountDownLatch(1);
    Thread waits = Thread.startVirtualThread(() -> got.add(second.acquire(standsBy::countDown)));
    standsBy.await();
    second.waitNoMore();
    waits.join();
    assertEquals(List.of(false), got);
  }

  @Test
  void a_server_that_says_nothing_any_more_is_replaced() {
    store.take(MAIN, ELSEWHERE, Optional.empty());
    PbxLeases second = leases(new Timing(Duration.ofMillis(300), Duration.ofMillis(50)), MAIN);
    assertTrue(second.acquire(() -> { }));
  }

  @Test
  void one_that_was_killed_on_this_machine_is_not_waited_for() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    killed.waitFor();
    store.take(MAIN, new Node("before", Node.self().place(), killed.pid()), Optional.empty());
    PbxLeases again = leases(FOR_EVER, MAIN);
    assertTrue(again.acquire(() -> { }));
    assertEquals(Node.self(), holder().node());
  }

  @Test
  void one_that_lives_on_this_machine_or_is_on_another_may_be_alive() {
    assertFalse(Node.self().isSurelyOver());
    assertFalse(ELSEWHERE.isSurelyOver());
    assertFalse(new Node("unknown", "", Long.MAX_VALUE).isSurelyOver());
  }

  @Test
  void after_a_database_that_was_away_the_holder_is_given_the_time_to_renew() {
    var lapsed = Optional.of(new Holder(ELSEWHERE, 3, true));
    assertFalse(PbxLeases.isFree(lapsed, false));
    assertTrue(PbxLeases.isFree(lapsed, true));
    assertFalse(PbxLeases.isFree(Optional.of(new Holder(ELSEWHERE, 3, false)), true));
  }

  @Test
  void of_two_that_see_it_lapsed_one_gets_it() {
    store.take(MAIN, ELSEWHERE, Optional.empty());
    Optional<Holder> seen = store.holder(MAIN, FOR_EVER.length());
    assertTrue(store.take(MAIN, ELSEWHERE, seen).isPresent());
    assertEquals(Optional.empty(), store.take(MAIN, ELSEWHERE, seen));
    assertEquals(Optional.empty(), store.take(MAIN, ELSEWHERE, Optional.empty()));
  }

  @Test
  void whoever_was_replaced_is_told_and_writes_nothing_more() {
    PbxLeases first = leases(FOR_EVER, MAIN);
    var told = new CountDownLatch(1);
    first.whenReplaced(told::countDown);
    first.acquire(() -> { });
    taken();
    assertThrows(FencedOff.class, () -> postgres.database().inTransaction(first::hold));
    Await.until(() -> told.getCount() == 0, "it was not told");
    assertEquals(new Replaced(MAIN), first.standing());
    first.close();
    assertFalse(holder().lapsed(), "it let go of what is not its own");
  }

  @Test
  void whoever_is_replaced_at_one_pbx_waits_for_no_other_and_never_follows() throws Exception {
    store.take(MAIN, ELSEWHERE, Optional.empty());
    PbxLeases first = leases(FOR_EVER, MAIN, BRANCH);
    var got = new ArrayList<Boolean>();
    var standsBy = new CountDownLatch(1);
    Thread waits = Thread.startVirtualThread(() -> got.add(first.acquire(standsBy::countDown)));
    standsBy.await();
    store.take(BRANCH, ELSEWHERE, store.holder(BRANCH, FOR_EVER.length()));
    waits.join();
    assertEquals(List.of(false), got);
    assertEquals(new Replaced(BRANCH), first.standing());
  }

  @Test
  void what_is_being_written_is_written_before_another_takes_over() throws Exception {
    PbxLeases first = leases(FOR_EVER, MAIN);
    first.acquire(() -> { });
    var order = Collections.synchronizedList(new ArrayList<String>());
    var writing = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Thread writer = Thread.startVirtualThread(() -> postgres.database().inTransaction(sql -> {
      first.hold(sql);
      writing.countDown();
      join(goOn);
      order.add("written");
    }));
    writing.await();
    Thread taker = Thread.startVirtualThread(() -> {
      taken();
      order.add("taken");
    });
    Await.until(() -> waitingForALock() == 1, "nobody waits for the writer");
    goOn.countDown();
    writer.join();
    taker.join();
    assertEquals(List.of("written", "taken"), order);
  }

  private long waitingForALock() {
    return postgres.database().exactlyOne("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        + " AND wait_event_type = 'Lock'", row -> row.getLong(0));
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private void taken() {
    store.take(MAIN, ELSEWHERE, Optional.of(holder()));
  }

  private Holder holder() {
    return store.holder(MAIN, FOR_EVER.length()).orElseThrow();
  }

  private PbxLeases leases(Timing timing, PbxName... pbxs) {
    var leases = new PbxLeases(store, List.of(pbxs), timing, new SimpleMeterRegistry());
    opened.add(leases);
    return leases;
  }
}
