package io.scoutline.recordings;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.scoutline.kernel.PbxName;
import io.scoutline.recordings.intake.Archive;
import io.scoutline.recordings.intake.IntakeState;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** What operations watch of recordings. */
final class RecordingMeters {

  private final MeterRegistry registry;

  RecordingMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void watchIntake(PbxName pbx, Supplier<IntakeState> state) {
    Gauge.builder("scoutline.recordings.waiting", () -> state.get().waiting())
        .description("Finished files that lie in the PBX's folder").tag("pbx", pbx.value()).register(registry);
    Gauge.builder("scoutline.recordings.failing", () -> state.get().failing())
        .description("Those of them that were tried and failed").tag("pbx", pbx.value()).register(registry);
    Gauge.builder("scoutline.recordings.lag", () -> state.get().lag().toMillis() / 1_000.0).baseUnit("seconds")
        .description("How long the oldest of them has been finished").tag("pbx", pbx.value()).register(registry);
    Gauge.builder("scoutline.recordings.disk.full", () -> state.get().waitsForRoom() ? 1 : 0)
        .description("1 while they wait for room on our disk").tag("pbx", pbx.value()).register(registry);
  }

  void watchArchive(Archive archive, Supplier<RecordingStore.Totals> totals) {
    Gauge.builder("scoutline.recordings.unlinked", () -> totals.get().unlinked())
        .description("Recordings whose call has not been found in time").register(registry);
    Gauge.builder("scoutline.recordings.damaged", () -> totals.get().damaged())
        .description("Recordings that are not whole").register(registry);
    Gauge.builder("scoutline.recordings.kept", () -> totals.get().bytes()).baseUnit("bytes")
        .description("What all recordings take on the disk").register(registry);
    Gauge.builder("scoutline.recordings.free", archive, RecordingMeters::free).baseUnit("bytes")
        .description("What the disk still takes").register(registry);
  }

  void taken(PbxName pbx, Recording recording, Duration lag) {
    Counter.builder("scoutline.recordings.taken").description("Files taken in")
        .tag("pbx", pbx.value()).tag("state", recording.state().name().toLowerCase(Locale.ROOT))
        .register(registry).increment();
    Timer.builder("scoutline.recordings.intake").description("From the end of a file to its row")
        .tag("pbx", pbx.value()).register(registry).record(lag.isNegative() ? Duration.ZERO : lag);
  }

  private static double free(Archive archive) {
    try {
      return archive.free();
    } catch (IOException unknown) {
      return Double.NaN;
    }
  }
}
