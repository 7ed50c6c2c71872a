package io.scoutline.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.kernel.PbxName;
import io.scoutline.platform.watch.Health;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P17.3: whether the script on the PBX's host is there. */
class CarriedSilenceTest {

  @TempDir
  Path folder;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Instant now = Instant.parse("2026-11-23T07:00:00Z");
  private CarriedPbx pbx;

  @BeforeEach
  void open() throws IOException {
    pbx = new CarriedPbx(new PbxName("main"), CarriedHost.TOKEN, folder, () -> now, meters);
  }

  @Test
  void a_script_of_which_nothing_is_heard_for_five_minutes_is_degraded_until_it_is_heard() {
    after(Duration.ofMinutes(4));
    assertInstanceOf(Health.Up.class, pbx.condition());
    after(Duration.ofMinutes(2));
    assertTrue(assertInstanceOf(Health.Degraded.class, pbx.condition()).reason().contains("says nothing yet"));
    assertEquals(360, silence());
    pbx.heard();
    assertInstanceOf(Health.Up.class, pbx.condition());
    assertEquals(0, silence());
    after(Duration.ofMinutes(6));
    assertTrue(assertInstanceOf(Health.Degraded.class, pbx.condition()).reason().contains("since 2026-11-23T07:06"));
  }

  @Test
  void one_that_brings_a_long_recording_is_not_silent_and_neither_is_it_when_that_has_come() {
    pbx.heard();
    assertTrue(pbx.enter());
    after(Duration.ofMinutes(10));
    assertInstanceOf(Health.Up.class, pbx.condition());
    assertEquals(0, silence());
    pbx.leave();
    assertInstanceOf(Health.Up.class, pbx.condition());
    after(Duration.ofMinutes(6));
    assertInstanceOf(Health.Degraded.class, pbx.condition());
  }

  private void after(Duration time) {
    now = now.plus(time);
  }

  private double silence() {
    return meters.get("scoutline.carried.silence").gauge().value();
  }
}
