package io.scoutline.pbx.simulator;

import io.scoutline.Await;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.traffic.DemoTraffic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** P17.1: the day of the demo goes on whatever happens to one call of it. */
class ClientTrafficTest {

  @Test
  void a_client_who_cannot_be_had_is_not_the_last_who_calls() {
    var asked = new AtomicInteger();
    try (var pbx = SimulatedPbx.start(SimulatorConfig.builder().build());
        var _ = pbx.traffic(new DemoTraffic.Plan(() -> {
          asked.incrementAndGet();
          throw new IllegalArgumentException("nobody to call");
        }, Duration.ofMillis(20), List.of(), _ -> Optional.empty(), List.of()))) {
      Await.until(() -> asked.get() > 2, "nobody was asked for after the first");
    }
  }
}
