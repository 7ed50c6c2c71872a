package io.scoutline.pbx.simulator.recording;

import java.util.Optional;

/** Begins recordings. */
@FunctionalInterface
public interface Recordings {
  Recordings NONE = (_, _) -> Optional.empty();

  /**
   * @param uniqueid of the recorded channel
   * @param clientNumber whose voice is heard on it
   */
  Optional<Recording> start(String uniqueid, String clientNumber);
}
