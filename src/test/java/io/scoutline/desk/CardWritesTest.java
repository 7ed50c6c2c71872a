package io.scoutline.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.calls.Line;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.Ids;
import io.scoutline.platform.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P2.1, P3.4: what is written while two calls turn out to be one is kept under the one that goes on. */
class CardWritesTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final Ids IDS = Ids.timeOrdered(Clock.systemUTC(), new Random());
  private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant LATER = AT.plus(Duration.ofMinutes(20));

  private final CallId older = new CallId(IDS.next());
  private final CallId younger = new CallId(IDS.next());
  private DeskStore store;
  private CardWrites writes;

  /** The calls are joined after the person has asked and before their word is written: the move has been done. */
  @BeforeEach
  void joined_meanwhile() {
    store = new DeskStore(postgres.database());
    writes = new CardWrites(store, call -> Map.of(younger, older).getOrDefault(call, call));
    store.move(younger, older);
  }

  @Test
  void more_time_given_to_the_younger_lands_under_the_survivor() {
    writes.putOff(younger, Line.OWNER, LATER);

    assertEquals("", deadline(younger));
    assertEquals(LATER.toString(), deadline(older));
  }

  @Test
  void a_draft_of_the_younger_is_joined_to_the_survivors_and_nothing_typed_is_lost() {
    store.save(older, Line.OWNER, "before the transfer", 0, AT);

    CardWrites.Saved saved = writes.save(younger, Line.OWNER, "after it", 0, LATER);

    assertEquals(older, saved.call());
    assertEquals("before the transfer\nafter it", saved.draft().text());
    assertEquals(Optional.of(saved.draft()), store.find(older, Line.OWNER));
    assertEquals(Optional.empty(), store.find(younger, Line.OWNER));
  }

  @Test
  void what_is_written_of_a_call_that_was_joined_to_none_stays_there() {
    CardWrites.Saved saved = writes.save(older, Line.OWNER, "typed", 0, AT);
    writes.putOff(older, Line.OWNER, LATER);

    assertEquals(Optional.of(saved.draft()), store.find(older, Line.OWNER));
    assertEquals(LATER.toString(), deadline(older));
  }

  private static String deadline(CallId call) {
    return postgres.database().one("SELECT until FROM desk.wrap_up WHERE call = $1 AND person = $2",
        row -> row.getOffsetDateTime(0).toInstant().toString(), call, Line.OWNER.value()).orElse("");
  }
}
