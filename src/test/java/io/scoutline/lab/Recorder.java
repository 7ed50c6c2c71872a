package io.scoutline.lab;

import io.scoutline.Await;
import io.scoutline.lab.LabAsterisk.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Plays every scenario on a real Asterisk and keeps what it said of it to the server's account ({@code NAME.ami}) and
 * what it wrote down by itself ({@code NAME.cel}): both of the same call, so that one can be held against the other.
 * Run by hand with the folder as its argument when the dialplan or the scenarios have changed; with {@code 16} behind
 * it, a handful of them on an Asterisk 16.
 */
final class Recorder {

  private static final Duration WRITTEN = Duration.ofSeconds(10);
  /** One of each kind: an old PBX is to be understood, not to be known in every corner. */
  private static final Set<String> A_HANDFUL = Set.of("incoming-answered", "no-answer", "busy", "group-ring", "queue",
      "queue-abandoned", "outgoing", "hold", "blind-transfer", "attended-transfer");

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    boolean old = arguments.length > 1 && arguments[1].equals("16");
    Version version = old ? Version.ASTERISK_16 : Version.ASTERISK_22;
    try (LabAsterisk lab = LabAsterisk.start(version); LabScenarios calls = new LabScenarios(lab);
        AmiTap tap = new AmiTap(lab.account()); AmiTap control = new AmiTap(lab.fullAccount())) {
      Map<String, Runnable> all = new LinkedHashMap<>(calls.all());
      all.putAll(new StateScenarios(calls, control).all());
      if (old) {
        all.keySet().retainAll(A_HANDFUL);
      }
      for (var scenario : all.entrySet()) {
        lab.settle(tap);
        int mark = tap.mark();
        int written = records(lab).length();
        scenario.getValue().run();
        lab.settle(tap);
        Await.until(() -> isWhole(records(lab).substring(written)), WRITTEN, () -> "its records are not complete");
        Path said = folder.resolve(scenario.getKey() + ".ami");
        tap.save(mark, said);
        Files.writeString(said, Files.readString(said).replace("\r\n", "\n")); // as Git keeps it
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
