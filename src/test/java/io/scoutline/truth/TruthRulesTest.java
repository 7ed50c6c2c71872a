package io.scoutline.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.calls.recovery.WitnessFigures;
import io.scoutline.calls.rows.CallWriter;
import io.scoutline.pbx.LinkFault;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.asterisk.ami.LinkFigures;
import io.scoutline.recordings.intake.IntakeState;
import io.scoutline.recordings.intake.IntakeState.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P2.5, P2.6, P17.6: what an admin is told to be wrong. */
class TruthRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final LinkState UP = new LinkState.Up(NOW.minusSeconds(3_600), 1, "22.8.2");
  private static final WitnessFigures AGREES = witness(1_000, 0, 0, 0, 0, 0);

  private static WitnessFigures witness(long agreed, long recovered, long completed, long unreadable, long unsettled,
      long gaps) {
    return new WitnessFigures(agreed, recovered, completed, 0, unreadable, unsettled, gaps, 0);
  }

  private static CallWriter.Figures rows(long waiting, long lost, long refused, long flightsLeftOut, long owed) {
    return new CallWriter.Figures(waiting, lost, refused, 0, flightsLeftOut, owed, 50_000);
  }

  private static List<String> of(CallWriter.Figures rows) {
    return codes(new Truth(NOW, 0, 0, rows, 0, false, List.of()));
  }

  private static LinkFigures link(long drops, long waiting, Instant resync, long lagMs) {
    return new LinkFigures(10, waiting, drops, 1, 0, resync, NOW, Duration.ofMillis(3), Duration.ofMillis(lagMs));
  }

  private static Truth.OfPbx pbx(LinkState link, LinkFigures figures, long estimated, Optional<WitnessFigures> seen) {
    return new Truth.OfPbx("main", link, figures, 1, 0, Optional.empty(), estimated, seen, Optional.empty());
  }

  private static List<String> of(Truth.OfPbx pbx) {
    return codes(new Truth(NOW, 0, 0, rows(0, 0, 0, 0, 0), 0, false, List.of(pbx)));
  }

  private static List<String> codes(Truth truth) {
    return TruthRules.of(truth).stream().map(TruthRules.Finding::code).toList();
  }

  private static List<String> withRecords(WitnessFigures figures) {
    return of(pbx(UP, link(0, 0, NOW.minusSeconds(50), 10), 0, Optional.of(figures)));
  }

  @Test
  void nothing_is_wrong_where_all_is_well() {
    assertEquals(List.of(), withRecords(AGREES));
  }

  @Test
  void a_link_that_is_down_is_wrong_and_one_that_starts_is_not() {
    LinkFigures figures = link(0, 0, null, 0);
    assertEquals(List.of("link_down"), of(pbx(new LinkState.Down(NOW, LinkFault.LOST, ""), figures, 0,
        Optional.of(AGREES))));
    assertEquals(List.of(), of(pbx(new LinkState.Down(NOW, LinkFault.STARTING, ""), figures, 0, Optional.of(AGREES))));
  }

  @Test
  void events_that_are_lost_late_or_stuck_are_told() {
    assertEquals(List.of("dropped", "late", "messages_waiting", "not_compared", "estimated"),
        of(pbx(UP, link(1, 5_000, NOW.minusSeconds(600), 9_000), 2, Optional.of(AGREES))));
  }

  @Test
  void a_link_that_has_just_come_up_need_not_have_been_compared() {
    assertEquals(List.of(), of(pbx(new LinkState.Up(NOW.minusSeconds(5), 2, "22"), link(0, 0, NOW.minusSeconds(900), 0),
        0, Optional.of(AGREES))));
  }

  @Test
  void the_records_tell_of_gaps_and_of_drift_but_one_call_of_a_restart_is_none() {
    assertEquals(List.of(), withRecords(witness(1_000, 1, 3, 0, 0, 0)));
    assertEquals(List.of("drift"), withRecords(witness(100, 5, 0, 0, 0, 0)));
    assertEquals(List.of(), withRecords(witness(10_000, 5, 0, 0, 0, 0)));
    assertEquals(List.of("records_gone", "records_unsettled", "records_unreadable"),
        withRecords(witness(0, 0, 0, 1, 1, 1)));
    assertEquals(List.of("no_records"), of(pbx(UP, link(0, 0, NOW, 0), 0, Optional.empty())));
  }

  private static List<String> withRecordings(Trouble trouble) {
    var intake = new IntakeState(NOW, Optional.ofNullable(trouble), 7, 0, Duration.ZERO);
    return of(new Truth.OfPbx("main", UP, link(0, 0, NOW, 0), 1, 0, Optional.empty(), 0, Optional.of(AGREES),
        Optional.of(intake)));
  }

  @Test
  void recordings_that_wait_are_told_with_the_reason_and_once() {
    assertEquals(List.of(), withRecordings(null));
    assertEquals(List.of("recordings_no_room"), withRecordings(Trouble.DISK_FULL));
    assertEquals(List.of(), withRecordings(Trouble.DATABASE_AWAY));
    for (Trouble other : List.of(Trouble.FOLDER_MISSING, Trouble.FOLDER_NOT_READABLE, Trouble.FOLDER_NOT_WRITABLE,
        Trouble.FILES_FAIL)) {
      assertEquals(List.of("recordings_not_taken"), withRecordings(other));
    }
  }

  @Test
  void the_worst_stands_first_and_a_database_that_is_away_is_bad() {
    assertEquals(List.of("database_away", "rows_lost", "rows_waiting", "events_waiting", "recordings_unlinked"),
        codes(new Truth(NOW, 2_000, 0, rows(2_000, 1, 0, 0, 1), 1, true, List.of())));
  }

  @Test
  void what_found_no_room_is_bad_until_the_records_have_brought_it_up_again() {
    assertEquals(List.of("rows_lost", "rows_full"), of(rows(50_000, 3, 0, 0, 3)));
    assertEquals(List.of("rows_lost"), of(rows(0, 3, 0, 0, 1)));
    assertEquals(List.of("rows_made_up"), of(rows(0, 3, 0, 0, 0)));
    assertEquals(List.of("rows_refused"), of(rows(0, 0, 1, 0, 0)));
    assertEquals(List.of("rows_waiting", "flights_left_out"), of(rows(2_000, 0, 0, 4, 0)));
  }
}
