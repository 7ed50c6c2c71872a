package io.scoutline.calls.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.Await;
import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.Line;
import io.scoutline.calls.RouteKind;
import io.scoutline.calls.RouteNote;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.PersonId;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.database.DatabaseAway;
import io.scoutline.platform.wire.Wire;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P2: what is written of a call is what is read of it, however often and in whatever order it is written. */
class CallStoreTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final Ids IDS = Ids.timeOrdered(Clock.systemUTC(), new Random(7));
  private static CallStore store;

  @BeforeAll
  static void room() {
    store = new CallStore(postgres.database(), new CallJson());
    store.ensureMonths(Instant.now().minus(Duration.ofDays(40)), Instant.now().plus(Duration.ofDays(40)));
  }

  /** An answered call from this number, and its flight; channels are named after the tag. */
  private static CallRow answered(String tag, String number, String name) {
    ChannelRef client = Line.channel(tag + ".1", tag + ".1", "PJSIP/trunk-00000001");
    ChannelRef phone = Line.channel(tag + ".2", tag + ".1", "PJSIP/101-00000002");
    Line line = new Line(IDS);
    line.say(new PbxEvent.ChannelCreated(line.now, client, io.scoutline.pbx.ChannelState.RING, number, name,
        "scoutline-incoming", "74950000000"));
    line.phoneRings(client, phone).after(4).answers(client, phone, "b" + tag).after(33).hangsUp(phone, 16)
        .hangsUp(client, 16);
    return new CallRow(line.onlyCall(), Optional.empty(), Optional.empty(), List.of(), Optional.of(line.said));
  }

  @Test
  void a_call_is_read_back_as_it_was_written() {
    CallRow row = answered("10", "+74951234567", "ООО «Ромашка»");
    store.save(List.of(row));
    store.save(List.of(row));
    assertEquals(Optional.of(row.call()), store.find(row.call().id()));
    assertEquals(row.flight().orElseThrow(), store.flight(row.call().id())); // P2.7
    assertEquals(List.of(row.call().id().value()), postgres.database().query(
        "SELECT call FROM calls.leg_fact WHERE pbx = 'main' AND uniqueid = '10.2'", r -> r.getUUID(0)));
    assertEquals(List.of("answered 33000"), postgres.database().query(
        "SELECT outcome || ' ' || talk_ms FROM calls.participant WHERE call = $1", r -> r.getString(0),
        row.call().id()));
  }

  @Test
  void calls_asked_for_together_come_each_once_and_under_the_id_they_are_kept_under() {
    CallRow first = answered("30", "+74951234567", "");
    CallRow second = answered("31", "+74951234567", "");
    CallRow younger = answered("32", "+74951234567", "");
    store.save(List.of(first, second, younger));
    store.save(List.of(new CallRow(first.call(), Optional.empty(), Optional.empty(), List.of(younger.call().id()),
        Optional.empty())));
    assertEquals(List.of(first.call(), second.call()), store.findAll(List.of(second.call().id(),
        younger.call().id(), first.call().id(), new CallId(IDS.next()))));
    assertEquals(List.of(), store.findAll(List.of()));
  }

  @Test
  void a_merge_finds_the_aliases_of_a_call_by_an_index() {
    assertEquals(List.of("alias_by_call"), postgres.database().query("""
        SELECT indexname::text FROM pg_indexes WHERE schemaname = 'calls' AND tablename = 'alias'
          AND indexdef LIKE '%(call)%'""", row -> row.getString(0)));
  }

  @Test
  void an_older_state_never_overwrites_a_newer_one() {
    CallRow row = answered("11", "+74951234567", "");
    Call older = row.call();
    Call newer = older.routed(new RouteNote(Instant.EPOCH, 1, RouteKind.RING, "owner", List.of(), List.of()));
    store.save(List.of(new CallRow(newer, Optional.empty(), Optional.empty(), List.of(), Optional.empty())));
    store.save(List.of(row));
    assertEquals(Optional.of(newer), store.find(older.id()));
  }

  @Test
  void what_the_pbx_was_told_is_one_word_in_rows_and_on_the_wire() {
    CallRow row = answered("11a", "+74951234567", "");
    for (RouteKind kind : RouteKind.values()) {
      var note = new RouteNote(Instant.EPOCH, 1, kind, "owner", List.of(), List.of());
      Call routed = row.call().routed(note);
      store.save(List.of(new CallRow(routed, Optional.empty(), Optional.empty(), List.of(), Optional.empty())));
      row = new CallRow(routed, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
      assertEquals(Wire.object(note).getString("kind"), postgres.database().exactlyOne(
          "SELECT state #>> '{routes,-1,kind}' FROM calls.call WHERE id = $1", r -> r.getString(0), routed.id()));
      assertEquals(Optional.of(routed), store.find(routed.id()));
    }
    assertEquals("refuse", Wire.object(row.call().lastRoute().orElseThrow()).getString("kind"));
  }

  @Test
  void a_call_absorbed_by_an_older_one_leaves_one_row_and_its_notes() {
    CallRow older = answered("12", "+74951234567", "");
    CallRow younger = answered("13", "102", "");
    store.save(List.of(older, younger));
    store.write(older.call().id(), new PersonId(1), "first", Instant.now());
    store.write(younger.call().id(), new PersonId(1), "second", Instant.now());
    Call merged = older.call().absorbing(younger.call());
    var row = new CallRow(merged, Optional.empty(), Optional.empty(), List.of(younger.call().id()), Optional.empty());
    store.save(List.of(row));
    store.save(List.of(row)); // P2.1: nothing is counted twice
    assertEquals(List.of(older.call().id().value()), postgres.database().query(
        "SELECT id FROM calls.call WHERE id = ANY($1)", r -> r.getUUID(0),
        (Object) new CallId[] {older.call().id(), younger.call().id()}));
    assertEquals(older.call().id(), store.resolve(younger.call().id()));
    assertEquals(List.of("first\nsecond"), postgres.database().query("SELECT text FROM calls.note WHERE call = $1",
        r -> r.getString(0), older.call().id())); // P3.4: notes are joined
  }

  @Test
  void the_directory_does_not_overwrite_whom_a_person_chose() {
    CallRow row = answered("14", "+74951234567", "");
    var guessed = new CallRow(row.call(), Optional.of(new ClientId(1)), Optional.empty(), List.of(), Optional.empty());
    store.save(List.of(guessed));
    CallStore.attribute(postgres.database(), row.call().id(), new ClientId(2), Optional.empty());
    var better = new CallRow(row.call(), Optional.of(new ClientId(1)), Optional.of(new ContactId(5)), List.of(),
        Optional.empty());
    store.save(List.of(better)); // P3.3
    CallStore.Attributed kept = CallStore.attributed(postgres.database(), row.call().id()).orElseThrow();
    assertEquals(Optional.of(new ClientId(2)), kept.client());
    assertEquals(Optional.empty(), kept.contact(), "nobody of another client");
  }

  @Test
  void hostile_caller_names_are_stored_and_stop_nothing() {
    String name = "Robert'); DROP TABLE calls.call;-- <b>\u202Eabc</b> \"📞\" a\u0000b";
    CallRow row = answered("15", "sip:evil@example.com", name); // P16.2
    store.save(List.of(row));
    assertEquals(name.replace("\u0000", ""), store.find(row.call().id()).orElseThrow().origin().callerName());
  }

  @Test
  void a_caller_named_like_an_escape_is_stored_as_it_said() {
    String name = "\\u0000 and \\\\u0000 and \\";
    CallRow row = answered("18", "+74951234567", name + "\u0000\\\u0000"); // P16.2
    store.save(List.of(row));
    assertEquals(name + "\\", store.find(row.call().id()).orElseThrow().origin().callerName());
  }

  @Test
  void a_call_that_is_open_is_found_again_after_a_restart() {
    ChannelRef client = Line.channel("16.1", "16.1", "PJSIP/trunk-00000001");
    Line line = new Line(IDS).clientCalls(client, "+74951234567");
    store.save(List.of(new CallRow(line.onlyCall(), Optional.empty(), Optional.empty(), List.of(), Optional.empty())));
    assertTrue(store.open(new PbxName("main")).contains(line.onlyCall())); // pain 2
  }

  @Test
  void what_waits_in_the_writer_is_committed_by_its_flush() {
    try (var writer = new CallWriter(store, _ -> Optional.empty(), List.of(), CallWriter.Room.USUAL,
        new SimpleMeterRegistry())) {
      ChannelRef client = Line.channel("17.1", "17.1", "PJSIP/trunk-00000001");
      ChannelRef phone = Line.channel("17.2", "17.1", "PJSIP/101-00000002");
      Line line = new Line(IDS).clientCalls(client, "+74951234567").phoneRings(client, phone).after(9)
          .dialEnds(client, phone, DialStatus.NOANSWER).hangsUp(phone, 19).hangsUp(client, 16);
      line.changes.forEach(writer::on);
      assertTrue(writer.flush(Duration.ofSeconds(20)));
      assertEquals(Optional.of(line.onlyCall()), store.find(line.onlyCall().id()));
      assertEquals(line.said, store.flight(line.onlyCall().id()));
    }
  }

  @Test
  void a_call_that_no_table_takes_holds_up_no_other() {
    var meters = new SimpleMeterRegistry();
    var told = new CopyOnWriteArrayList<CallId>();
    CommitListener listener = rows -> rows.forEach(row -> told.add(row.call().id()));
    Line ofNoMonth = new Line().clientCalls(Line.channel("19.1", "19.1", "PJSIP/trunk-00000001"), "+74951234567");
    Line usual = new Line(IDS).clientCalls(Line.channel("20.1", "20.1", "PJSIP/trunk-00000002"), "+74951234568");
    try (var writer = new CallWriter(store, _ -> Optional.empty(), List.of(listener), CallWriter.Room.USUAL, meters)) {
      ofNoMonth.changes.forEach(writer::on);
      usual.changes.forEach(writer::on);
      assertTrue(writer.flush(Duration.ofSeconds(20)));
    }
    assertEquals(Optional.of(usual.onlyCall()), store.find(usual.onlyCall().id()));
    assertEquals(1, meters.get("scoutline.calls.refused").counter().count()); // counted, never silent
    assertEquals(List.of(usual.onlyCall().id()), List.copyOf(told));
  }

  @Test
  void a_call_absorbed_while_its_row_waits_for_the_database_does_not_come_back() {
    CallRow older = answered("21", "+74951234567", "");
    CallRow younger = answered("22", "102", "");
    List<CallChange> others = IntStream.range(0, 600).mapToObj(other -> new Line(IDS).clientCalls(Line.channel(
        "23." + other, "23." + other, "PJSIP/trunk-" + other), "+74951234568")).flatMap(line -> line.changes.stream())
        .toList();
    var once = new AtomicBoolean(true);
    var writing = new AtomicReference<CallWriter>();
    CommitListener goesAway = _ -> {
      if (once.getAndSet(false)) {
        // P2.1: they turn out to be one while the first batch fails, and more waits than one batch holds
        writing.get().on(new CallChange.Merged(older.call().absorbing(younger.call()), younger.call().id()));
        others.forEach(writing.get()::on);
        postgres.database().query("SELECT nothing_of_that_name", row -> row.getString(0));
      }
    };
    try (var writer = new CallWriter(store, _ -> Optional.empty(), List.of(goesAway), CallWriter.Room.USUAL,
        new SimpleMeterRegistry())) {
      writing.set(writer);
      writer.on(new CallChange.Opened(younger.call()));
      assertTrue(writer.flush(Duration.ofSeconds(30)));
    }
    assertEquals(List.of(older.call().id().value()), postgres.database().query(
        "SELECT id FROM calls.call WHERE id = ANY($1)", r -> r.getUUID(0),
        (Object) new CallId[] {older.call().id(), younger.call().id()}));
  }

  @Test
  void a_writer_that_is_stopped_while_the_database_goes_away_ends_and_counts_what_it_gave_up() throws Exception {
    var meters = new SimpleMeterRegistry();
    var trying = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    CommitListener goesAway = _ -> {
      trying.countDown();
      join(stopped);
      throw new DatabaseAway("away", "", null);
    };
    var writer = new CallWriter(store, _ -> Optional.empty(), List.of(goesAway), CallWriter.Room.USUAL, meters);
    CallRow row = answered("24", "+74951234567", "");
    writer.on(new CallChange.Closed(row.call(), row.flight().orElseThrow()));
    trying.await();
    Thread stop = Thread.ofPlatform().start(() -> writer.close(Duration.ZERO));
    Await.until(() -> stop.getState() == Thread.State.TIMED_WAITING, "it does not wait for what is being written");
    stopped.countDown();
    stop.join();
    assertEquals(1, meters.get("scoutline.calls.lost").counter().count());
    assertEquals(0, writer.backlog());
  }

  private static void join(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
