package io.scoutline.lab;

import io.scoutline.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Plays every scenario on a real Asterisk and keeps what it said of it to the server's account ({@code NAME.ami}) and
 * what it wrote down by itself ({@code NAME.cel}): both of the same call, so that one can be held against the other.
 * Run by hand with the folder as its argument when the dialplan or the scenarios have changed.
 */
final class Recorder {

  private static final Duration WRITTEN = Duration.ofSeconds(10);

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    try (LabAsterisk lab = LabAsterisk.start(); LabScenarios calls = new LabScenarios(lab);
        AmiTap tap = new AmiTap(lab.account()); AmiTap control = new AmiTap(lab.fullAccount())) {
      Map<String, Runnable> all = new LinkedHashMap<>(calls.all());
      all.putAll(new StateScenarios(calls, control).all());
      for (var scenario : all.entrySet()) {
        lab.settle(tap);
        int mark = tap.mark();
        int written = records(lab).length();
        scenario.getValue().run();
        lab.settle(tap);
        Await.until(() -> isWhole(records(lab).substring(written)), WRITTEN, () -> "its records are not complete");
        tap.save(mark, folder.resolve(scenario.getKey() + ".ami"));
        Files.writeString(folder.resolve(scenario.getKey() + ".cel"), records(lab).substring(written));
        System.out.println(scenario.getKey());
      }
    }
  }

  private static String records(LabAsterisk lab) throws IOException {
    Path file = lab.records();
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** As many channels ended as began. */
  private static boolean isWhole(String records) {
    return count(records, "\"CHAN_START\"") == count(records, "\"CHAN_END\"") && records.endsWith("\n");
  }

  private static long count(String records, String word) {
    return records.lines().filter(line -> line.startsWith(word)).count();
  }

  private Recorder() {}
}
