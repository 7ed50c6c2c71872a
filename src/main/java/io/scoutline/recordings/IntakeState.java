package io.scoutline.recordings;

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
  static IntakeState unknown(Instant now) {
    return new IntakeState(now, Optional.empty(), 0, 0, Duration.ZERO);
  }

  /** What keeps files from being taken; nothing is lost meanwhile, they lie in the PBX's folder. */
  public enum Trouble {
    FOLDER_MISSING,
    FOLDER_NOT_READABLE,
    FOLDER_NOT_WRITABLE,
    DISK_FULL,
    DATABASE_AWAY,
    FILES_FAIL
  }
}
