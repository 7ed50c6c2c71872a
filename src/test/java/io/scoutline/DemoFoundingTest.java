package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.platform.TestDatabase;
import io.scoutline.platform.database.DatabaseFault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P17.1: the demo company has clients and a past, however often its founding was cut short. */
class DemoFoundingTest {

  @RegisterExtension static final TestDatabase postgres = new TestDatabase();

  @TempDir Path folder;

  @Test
  @DisplayName("P17.1 a founding that is cut short anywhere is completed at a later start, and nothing is there twice")
  void what_a_founding_left_out_is_made_up_for() {
    // in the order in which it comes to them
    cutShortAt("clients.client", "true");
    assertEquals(20, count("people.person"));
    cutShortAt("clients.number", "true");
    assertEquals(0, count("clients.client"), "all clients or none");
    cutShortAt("calls.call", "NEW.started_at < now() - interval '3 days'");
    long lastDays = count("calls.call");
    assertTrue(lastDays > 100, lastDays + " calls of the last days");
    cutShortAt("recordings.recording", "true");
    long week = count("calls.call");

    cutAt("calls.call", "NEW.started_at < now() - interval '16 days'");
    try (var _ = house()) {
      assertEquals(week, count("calls.call WHERE started_at > now() - interval '7 days' AND ended_at IS NOT NULL "
          + "AND started_at < now() - interval '10 minutes'"), "the last week is there at once, and once");
      awaitPastFrom(13);
    }
    heal("calls.call");
    try (var _ = house()) {
      awaitPastFrom(20);
    }

    assertEquals(20, count("people.person"));
    assertEquals(1_000, count("clients.client"));
    assertTrue(lastDaysWithCalls() >= 21, lastDaysWithCalls() + " days without a gap");
    assertEquals(0, count("(SELECT 1 FROM calls.leg WHERE person IS NOT NULL GROUP BY person, created_at "
        + "HAVING count(*) > 1) AS twice"), "nobody made one call twice");
    assertEquals(0, count("calls.call c WHERE disposition = 'answered' AND external AND "
        + "started_at < now() - interval '30 minutes' AND NOT EXISTS "
        + "(SELECT 1 FROM recordings.recording r WHERE r.call_id = c.id)"), "calls without a recording");
    assertEquals(0, count("calls.participant p JOIN calls.call c ON c.id = p.call WHERE p.outcome = 'answered' AND "
        + "external AND started_at < now() - interval '30 minutes' AND NOT EXISTS "
        + "(SELECT 1 FROM calls.note n WHERE n.call = c.id)"), "calls that nobody wrote up");
  }

  /** How many there are from the day of the founding back to the first without calls. */
  private static int lastDaysWithCalls() {
    var database = postgres.database();
    ZoneId zone = database.exactlyOne("SELECT zone FROM demo.founding", row -> ZoneId.of(row.getString("zone")));
    Set<LocalDate> days = Set.copyOf(database.query("SELECT DISTINCT date_trunc('hour', started_at) AS hour "
        + "FROM calls.call", row -> row.getOffsetDateTime("hour").atZoneSameInstant(zone).toLocalDate()));
    LocalDate day = database.exactlyOne("SELECT day FROM demo.founding", row -> row.getLocalDate("day"));
    int count = 0;
    while (days.contains(day.minusDays(count))) {
      count++;
    }
    return count;
  }

  private void cutShortAt(String table, String when) {
    cutAt(table, when);
    assertThrows(DatabaseFault.class, () -> house().close());
    heal(table);
  }

  private static void cutAt(String table, String when) {
    var database = postgres.database();
    database.update("CREATE OR REPLACE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql AS "
        + "$$ BEGIN RAISE EXCEPTION 'cut short'; END $$");
    database.update("CREATE TRIGGER cut BEFORE INSERT ON " + table + " FOR EACH ROW WHEN (" + when
        + ") EXECUTE FUNCTION public.cut()");
  }

  private static void heal(String table) {
    postgres.database().update("DROP TRIGGER cut ON " + table);
  }

  private DemoHouse house() {
    return new DemoHouse(postgres, folder, Clock.systemUTC());
  }

  private static void awaitPastFrom(int days) {
    Await.until(() -> count("demo.founding WHERE past_from = day - " + days) == 1,
        "the past was not written back to " + days + " days before");
  }

  private static long count(String from) {
    return postgres.database().<Long>exactlyOne("SELECT count(*) AS n FROM " + from, row -> row.getLong("n"));
  }
}
