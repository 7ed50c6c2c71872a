package io.scoutline.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.Await;
import io.scoutline.calls.Call;
import io.scoutline.calls.CallChange;
import io.scoutline.calls.Line;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.Ids;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.platform.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P2.1, P3.4: what was typed follows its call when two turn out to be one. */
class DraftMovesTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final Ids IDS = Ids.timeOrdered(Clock.systemUTC(), new Random());
  private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");

  @Test
  void a_draft_follows_its_call_under_its_version_so_that_typing_goes_on() {
    var store = new DeskStore(postgres.database());
    Call older = call("20.1");
    CallId younger = call("21.1").id();
    Draft typed = store.save(younger, Line.DEPUTY, "from the consultation", 0, AT);

    merged(store, older, younger);

    Await.until(() -> store.find(older.id(), Line.DEPUTY).isPresent(), "the draft did not follow");
    assertEquals(Optional.of(typed), store.find(older.id(), Line.DEPUTY));
    assertEquals(Optional.empty(), store.find(younger, Line.DEPUTY));
    Draft next = store.save(older.id(), Line.DEPUTY, "from the consultation, and more", typed.version(), AT);
    assertEquals("from the consultation, and more", next.text());
  }

  @Test
  void two_drafts_of_one_person_are_joined_as_on_the_desk() {
    var store = new DeskStore(postgres.database());
    Call older = call("22.1");
    CallId younger = call("23.1").id();
    store.save(older.id(), Line.OWNER, "first", 0, AT);
    store.save(younger, Line.OWNER, "second", 0, AT);

    merged(store, older, younger);

    Await.until(() -> store.find(younger, Line.OWNER).isEmpty(), "the draft did not follow");
    Draft joined = store.find(older.id(), Line.OWNER).orElseThrow();
    assertEquals("first\nsecond", joined.text());
    assertEquals(2, joined.version());
  }

  private static void merged(DeskStore store, Call older, CallId younger) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      new DraftMoves(store, threads).on(new CallChange.Merged(older, younger));
    }
  }

  private static Call call(String channel) {
    ChannelRef client = Line.channel(channel, channel, "PJSIP/trunk-00000001");
    return new Line(IDS).clientCalls(client, "+74951234567").onlyCall();
  }
}
