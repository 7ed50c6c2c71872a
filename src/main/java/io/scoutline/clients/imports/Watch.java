package io.scoutline.clients.imports;

import io.scoutline.kernel.Actor;
import java.util.Optional;

/** Whoever waits for a file: is told how it goes and may ask that it ends. Called on the thread that works on it. */
interface Watch {

  /** The load has its record. */
  void begun(long importId);

  void done(int rows);

  /** Who wants no more of the file to be read. */
  Optional<Actor> stopAskedBy();

  /** @throws StopAsked when it is to end here */
  default void goOn() {
    stopAskedBy().ifPresent(by -> {
      throw new StopAsked(by);
    });
  }
}
