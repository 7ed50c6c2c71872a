package io.scoutline.pbx.simulator;

import io.scoutline.Await;
import java.time.Duration;
import java.time.Instant;

/** Waiting by the simulator's own clock. */
final class SimulatedTime {

  private SimulatedTime() {}

  /** Lets so much simulated time pass. */
  static void elapse(SimulatedPbx pbx, Duration simulated) {
    Instant until = pbx.now().plus(simulated);
    Await.until(() -> !pbx.now().isBefore(until), "the simulated time stands still");
  }
}
