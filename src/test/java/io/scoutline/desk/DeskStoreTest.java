package io.scoutline.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.scoutline.calls.Line;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.Ids;
import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.database.DatabaseFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P2.1, P2.5: what is kept of the desks is whole, whatever comes between and in whichever order it comes. */
class DeskStoreTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final Ids IDS = Ids.timeOrdered(Clock.systemUTC(), new Random());
  private static final Instant AT = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant LATER = AT.plus(Duration.ofMinutes(20));

  private DeskStore store;
  private CallId call;

  @BeforeEach
  void a_store() {
    store = new DeskStore(postgres.database());
    call = new CallId(IDS.next());
  }

  @Test
  void a_draft_goes_together_with_its_deadline_or_stays() {
    Draft typed = store.save(call, Line.OWNER, "typed", 0, AT);
    store.putOff(call, Line.OWNER, LATER);
    postgres.database().update("""
        CREATE FUNCTION desk.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$""");
    postgres.database().update(
        "CREATE TRIGGER refuse BEFORE DELETE ON desk.wrap_up FOR EACH ROW EXECUTE FUNCTION desk.refuse()");
    try {
      assertThrows(DatabaseFault.class, () -> store.remove(call, Line.OWNER));
      assertEquals(Optional.of(typed), store.find(call, Line.OWNER));
    } finally {
      postgres.database().update("DROP TRIGGER refuse ON desk.wrap_up");
      postgres.database().update("DROP FUNCTION desk.refuse()");
    }
    store.remove(call, Line.OWNER);
    assertEquals(Optional.empty(), store.find(call, Line.OWNER));
    assertEquals("", wrapUp(call));
  }

  @Test
  void a_time_out_that_is_written_late_does_not_undo_a_deadline_put_off_meanwhile() {
    store.putOff(call, Line.OWNER, LATER);
    store.timedOut(call, Line.OWNER, AT);
    assertEquals(LATER + " false", wrapUp(call));
    store.timedOut(call, Line.OWNER, LATER);
    assertEquals(LATER + " true", wrapUp(call));
  }

  @Test
  void more_time_that_is_written_late_does_not_bring_back_a_card_that_has_gone() {
    store.timedOut(call, Line.OWNER, LATER);
    store.putOff(call, Line.OWNER, AT);
    assertEquals(LATER + " true", wrapUp(call));
  }

  @Test
  void a_deadline_follows_its_call_when_two_turn_out_to_be_one() {
    var older = new CallId(IDS.next());
    store.putOff(call, Line.OWNER, LATER);
    store.timedOut(older, Line.OWNER, AT);
    store.timedOut(call, Line.DEPUTY, AT);
    store.putOff(older, Line.DEPUTY, LATER);

    store.move(call, older);

    assertEquals("", wrapUp(call));
    assertEquals(Map.of(Line.OWNER.value(), LATER + " false", Line.DEPUTY.value(), LATER + " false"),
        Map.of(Line.OWNER.value(), wrapUp(older, Line.OWNER.value()),
            Line.DEPUTY.value(), wrapUp(older, Line.DEPUTY.value())));
  }

  private static String wrapUp(CallId call) {
    return wrapUp(call, Line.OWNER.value());
  }

  private static String wrapUp(CallId call, long person) {
    return postgres.database().one("SELECT until, over FROM desk.wrap_up WHERE call = $1 AND person = $2",
        row -> row.getOffsetDateTime(0).toInstant() + " " + row.getBoolean(1), call, person).orElse("");
  }
}
