package io.scoutline.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that strangers can say to the server, made up by a fuzzer that looks at which code it reaches: ten minutes
 * each by {@code mvn -Pfuzz verify}, or {@code -Dfuzz.seconds}. A failure prints the seed and the input; the input is
 * kept under {@code target/fuzz} and belongs into {@code src/test/resources/fuzz}.
 */
@DisplayName("P2.4, P16.2: nothing that comes from outside breaks the reading, holds it up, or takes all memory")
class JazzerRun {

  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 600);
  private static final int STARTS_WITHIN = 240;

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(classes = {AmiFuzz.class, AgiFuzz.class, NumberFuzz.class, CelFuzz.class, CsvFuzz.class,
      SoundFuzz.class, FlightFuzz.class})
  void whatever_comes_is_read(Class<?> target) throws Exception {
    Path found = Files.createDirectories(Path.of("target/fuzz", target.getSimpleName()));
    Path told = found.resolve("told.txt");
    Process fuzzer = new ProcessBuilder(command(target, found)).redirectErrorStream(true)
        .redirectOutput(told.toFile()).start();
    try {
      assertTrue(fuzzer.waitFor(SECONDS + STARTS_WITHIN, TimeUnit.SECONDS), "the fuzzer does not end");
    } finally {
      fuzzer.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(told, java.nio.charset.StandardCharsets.ISO_8859_1);
    String last = String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    assertEquals(0, fuzzer.exitValue(), last);
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("Done ")), "it did not fuzz: " + last);
  }

  private List<String> command(Class<?> target, Path found) throws IOException {
    return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m", "-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target.getName(), "--instrumentation_includes=io.scoutline.**",
        "--custom_hook_includes=io.scoutline.**",
        "--reproducer_path=" + found, "-artifact_prefix=" + found + "/", "-max_total_time=" + SECONDS,
        "-max_len=16384",
        "-timeout=150", "-rss_limit_mb=4096", corpus().toString(), seeds(target).toString());
  }

  /** Where the fuzzer keeps what reached something new, for this run alone. */
  private Path corpus() throws IOException {
    return Files.createDirectories(folder.resolve("corpus"));
  }

  private Path seeds(Class<?> target) throws IOException {
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    for (Path seed : Seeds.of(target)) {
      Files.copy(seed, seeds.resolve(seed.getFileName().toString()));
    }
    return seeds;
  }
}
