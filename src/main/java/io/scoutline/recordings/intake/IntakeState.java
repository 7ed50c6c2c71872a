package io.scoutline.recordings.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the intake of one PBX stood when it last looked.
 *
 * @param waiting files in the folder that were not taken in that look
 * @param failing those of them that were tried and failed
 * @param lag how long the oldest of them has been finished
 */
public record IntakeState(Instant lookedAt, Optional<Trouble> trouble, int waiting, int failing, Duration lag) {

  /** Before the first look. */
  public static IntakeState unknown(Instant now) {
    return new IntakeState(now, Optional.empty(), 0, 0, Duration.ZERO);
  }

  public boolean waitsForRoom() {
    return trouble.filter(Trouble.DISK_FULL::equals).isPresent();
  }

  /** What keeps files from being taken; nothing is lost meanwhile, they lie in the PBX's folder. */
  public enum Trouble {
    FOLDER_MISSING("The folder of finished recordings is not there"),
    FOLDER_NOT_READABLE("The server may not read the folder of finished recordings"),
    FOLDER_NOT_WRITABLE("The server may not remove files from the folder of finished recordings"),
    DISK_FULL("The disk for recordings is nearly full"),
    DATABASE_AWAY("The database is away"),
    FILES_FAIL("Some finished recordings cannot be taken; the log says why");

    private final String what;

    Trouble(String what) {
      this.what = what;
    }

    /** For the operator: what is wrong, how much waits, and that nothing is lost. */
    public String explained(IntakeState state) {
      return what + "; " + state.waiting() + " wait in the PBX's folder and are taken when it is mended";
    }
  }
}
