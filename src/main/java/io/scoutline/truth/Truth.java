package io.scoutline.truth;

import io.scoutline.calls.recovery.WitnessFigures;
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
 * @param rowsWaiting calls whose last change is not yet in the database
 * @param rowsLost changes that were given up since the server started
 * @param databaseAway then nothing is known of what was repaired
 */
record Truth(Instant at, long eventsWaiting, long rowsWaiting, long rowsLost, long recordingsUnlinked,
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
