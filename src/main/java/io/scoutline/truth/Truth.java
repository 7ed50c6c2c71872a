package io.scoutline.truth;

import io.scoutline.calls.recovery.WitnessFigures;
import io.scoutline.calls.rows.CallWriter;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.asterisk.ami.LinkFigures;
import io.scoutline.recordings.intake.IntakeState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the truth's health at one moment.
 *
 * @param eventsWaiting handed over by the links and not yet folded
 * @param eventsHeldUp how often a link was held up because too many of its events waited
 * @param rows what waits for the database, and what found no room there
 * @param databaseAway then nothing is known of what was repaired
 */
record Truth(Instant at, long eventsWaiting, long eventsHeldUp, CallWriter.Figures rows, long recordingsUnlinked,
    boolean databaseAway, List<OfPbx> pbxs) {

  /**
   * One PBX.
   *
   * @param estimatedToday calls whose end is an estimate
   * @param witness absent where nobody reads the PBX's own records
   * @param intake absent where no recordings are taken in
   */
  record OfPbx(String name, LinkState link, LinkFigures figures, double eventsPerSecond, int openCalls,
      Optional<ResyncLedger.Entry> resync, long estimatedToday, Optional<WitnessFigures> witness,
      Optional<IntakeState> intake) {}
}
