package io.scoutline.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.calls.flight.FlightFuzz;
import io.scoutline.clients.imports.file.CsvFuzz;
import io.scoutline.kernel.NumberFuzz;
import io.scoutline.pbx.asterisk.agi.AgiFuzz;
import io.scoutline.pbx.asterisk.ami.AmiFuzz;
import io.scoutline.pbx.asterisk.cel.CelFuzz;
import io.scoutline.recordings.sound.SoundFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that strangers can say to the server, from real recordings and changed at random: a few seconds each. A
 * failure names its seed ({@code -Dfuzz.seed}) and the file with the input. {@link JazzerRun} goes on for longer.
 */
@DisplayName("P2.4, P16.2: nothing that comes from outside breaks the reading, holds it up, or takes all memory")
class FuzzTest {

  private static final Duration FOR = Duration.ofSeconds(4);
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final long SEED = Long.getLong("fuzz.seed", ThreadLocalRandom.current().nextLong());

  /** What reads an input; what it throws is a finding. */
  private interface Target {
    void read(byte[] input) throws Exception;
  }

  static Stream<Arguments> targets() {
    return Stream.of(target(AmiFuzz.class, AmiFuzz::fuzzerTestOneInput),
        target(AgiFuzz.class, AgiFuzz::fuzzerTestOneInput), target(NumberFuzz.class, NumberFuzz::fuzzerTestOneInput),
        target(CelFuzz.class, CelFuzz::fuzzerTestOneInput), target(CsvFuzz.class, CsvFuzz::fuzzerTestOneInput),
        target(SoundFuzz.class, SoundFuzz::fuzzerTestOneInput),
        target(FlightFuzz.class, FlightFuzz::fuzzerTestOneInput));
  }

  private static Arguments target(Class<?> kind, Target target) {
    return Arguments.of(kind, target);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("targets")
  void whatever_comes_is_read(Class<?> kind, Target target) throws Exception {
    var seeds = new ArrayList<byte[]>();
    for (Path seed : Seeds.of(kind)) {
      seeds.add(Files.readAllBytes(seed));
    }
    assertTrue(!seeds.isEmpty(), "nothing to begin with");
    assertTimeoutPreemptively(AT_MOST, () -> {
      for (byte[] seed : seeds) {
        read(kind, target, seed);
      }
      var mutation = new Mutation(List.copyOf(seeds), new Random(SEED));
      int inputs = 0;
      for (long until = System.nanoTime() + FOR.toNanos(); System.nanoTime() < until; inputs++) {
        read(kind, target, mutation.next());
      }
      assertTrue(inputs > 0, "it did not fuzz");
    }, () -> kind.getSimpleName() + " hangs; seed " + SEED);
  }

  private static void read(Class<?> kind, Target target, byte[] input) throws IOException {
    try {
      target.read(input);
    } catch (Exception | Error found) {
      Path kept = Files.createDirectories(Path.of("target/fuzz")).resolve(kind.getSimpleName() + "-found");
      Files.write(kept, input);
      throw new AssertionError(kind.getSimpleName() + ", seed " + SEED + ", input in " + kept, found);
    }
  }
}
