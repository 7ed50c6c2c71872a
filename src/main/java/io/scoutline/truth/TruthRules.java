package io.scoutline.truth;

import io.scoutline.calls.recovery.WitnessFigures;
import io.scoutline.calls.rows.CallWriter;
import io.scoutline.pbx.LinkFault;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.asterisk.ami.LinkFigures;
import io.scoutline.recordings.intake.IntakeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with the truth, and how bad that is. Pure. */
final class TruthRules {

  /** An admin looks at the worst first. */
  enum Weight { BAD, WARNING, HINT }

  /**
   * @param code stable; the pages say what it means and what to do
   * @param facts what the words name
   */
  record Finding(Weight weight, String code, Optional<String> pbx, Map<String, Long> facts) {}

  private static final Duration LATE = Duration.ofSeconds(2);
  private static final int MANY_EVENTS = 1_000;
  private static final int MANY_ROWS = 1_000;
  /** A PBX is compared with each minute. */
  private static final Duration LONG_WITHOUT_RESYNC = Duration.ofMinutes(3);
  /** One call that a restart cut is no drift. */
  private static final long SOME_REPAIRS = 5;
  private static final double DRIFT = 0.01;

  /** The worst first; empty when all is well. */
  static List<Finding> of(Truth truth) {
    var found = new ArrayList<Finding>();
    if (truth.databaseAway()) {
      found.add(new Finding(Weight.BAD, "database_away", Optional.empty(), Map.of("waiting", truth.rows().waiting())));
    }
    found.addAll(ofRows(truth.rows()));
    add(found, truth.eventsWaiting() > MANY_EVENTS, Weight.WARNING, "events_waiting", truth.eventsWaiting());
    add(found, truth.recordingsUnlinked() > 0, Weight.WARNING, "recordings_unlinked", truth.recordingsUnlinked());
    truth.pbxs().forEach(pbx -> found.addAll(of(pbx, truth.at())));
    found.sort(Comparator.comparing(Finding::weight));
    return List.copyOf(found);
  }

  private static List<Finding> ofRows(CallWriter.Figures rows) {
    var found = new ArrayList<Finding>();
    add(found, rows.refused() > 0, Weight.BAD, "rows_refused", rows.refused());
    add(found, rows.owed() > 0, Weight.BAD, "rows_lost", rows.owed());
    add(found, rows.lost() > 0 && rows.owed() == 0, Weight.HINT, "rows_made_up", rows.lost());
    add(found, rows.waiting() >= rows.room(), Weight.BAD, "rows_full", rows.room());
    add(found, rows.waiting() > MANY_ROWS && rows.waiting() < rows.room(), Weight.WARNING, "rows_waiting",
        rows.waiting());
    add(found, rows.flightsLeftOut() > 0, Weight.HINT, "flights_left_out", rows.flightsLeftOut());
    return found;
  }

  private static void add(List<Finding> found, boolean when, Weight weight, String code, long count) {
    if (when) {
      found.add(new Finding(weight, code, Optional.empty(), Map.of("count", count)));
    }
  }

  private static List<Finding> of(Truth.OfPbx pbx, Instant now) {
    var found = new ArrayList<Finding>();
    switch (pbx.link()) {
      case LinkState.Down down when down.fault() == LinkFault.STARTING -> { }
      case LinkState.Down _ -> found.add(about(pbx, Weight.BAD, "link_down", 0));
      case LinkState.Up up -> found.addAll(ofLink(pbx, up, now));
    }
    if (pbx.figures().drops() > 0) {
      found.add(about(pbx, Weight.BAD, "dropped", pbx.figures().drops()));
    }
    if (pbx.estimatedToday() > 0) {
      found.add(about(pbx, Weight.WARNING, "estimated", pbx.estimatedToday()));
    }
    found.addAll(pbx.witness().map(witness -> ofRecords(pbx, witness))
        .orElseGet(() -> List.of(about(pbx, Weight.HINT, "no_records", 0))));
    pbx.intake().ifPresent(intake -> found.addAll(ofIntake(pbx, intake)));
    return found;
  }

  private static List<Finding> ofLink(Truth.OfPbx pbx, LinkState.Up up, Instant now) {
    var found = new ArrayList<Finding>();
    LinkFigures figures = pbx.figures();
    if (figures.lagP99().compareTo(LATE) > 0) {
      found.add(about(pbx, Weight.WARNING, "late", figures.lagP99().toMillis()));
    }
    if (figures.waiting() > MANY_EVENTS) {
      found.add(about(pbx, Weight.WARNING, "messages_waiting", figures.waiting()));
    }
    Instant compared = figures.lastResync() == null || figures.lastResync().isBefore(up.since()) ? up.since()
        : figures.lastResync();
    if (Duration.between(compared, now).compareTo(LONG_WITHOUT_RESYNC) > 0) {
      found.add(about(pbx, Weight.WARNING, "not_compared", Duration.between(compared, now).toMinutes()));
    }
    return found;
  }

  private static List<Finding> ofIntake(Truth.OfPbx pbx, IntakeState intake) {
    return intake.trouble().map(trouble -> switch (trouble) {
      case DISK_FULL -> List.of(about(pbx, Weight.BAD, "recordings_no_room", intake.waiting()));
      case FOLDER_MISSING, FOLDER_NOT_READABLE, FOLDER_NOT_WRITABLE, FILES_FAIL ->
          List.of(about(pbx, Weight.WARNING, "recordings_not_taken", intake.waiting()));
      case DATABASE_AWAY -> List.<Finding>of(); // is told of once
    }).orElse(List.of());
  }

  private static List<Finding> ofRecords(Truth.OfPbx pbx, WitnessFigures witness) {
    var found = new ArrayList<Finding>();
    if (witness.gaps() > 0) {
      found.add(about(pbx, Weight.BAD, "records_gone", witness.gaps()));
    }
    if (witness.unsettled() > 0) {
      found.add(about(pbx, Weight.WARNING, "records_unsettled", witness.unsettled()));
    }
    if (witness.unreadable() > 0) {
      found.add(about(pbx, Weight.WARNING, "records_unreadable", witness.unreadable()));
    }
    long repaired = witness.recovered() + witness.completed();
    if (repaired >= SOME_REPAIRS && repaired > DRIFT * (repaired + witness.agreed())) {
      found.add(about(pbx, Weight.WARNING, "drift", repaired));
    }
    return found;
  }

  private static Finding about(Truth.OfPbx pbx, Weight weight, String code, long count) {
    return new Finding(weight, code, Optional.of(pbx.name()), Map.of("count", count));
  }

  private TruthRules() {}
}
