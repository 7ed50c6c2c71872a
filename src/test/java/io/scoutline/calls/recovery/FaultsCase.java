package io.scoutline.calls.recovery;

import io.scoutline.lab.LabAsterisk;
import io.scoutline.platform.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A {@link Drill} for each test, and where its figures are written down. Forty calls a fault;
 * {@code -Dscoutline.faults.calls=1000} takes it to the length of docs/faults.md. What is measured stands in
 * {@code target/faults.txt}; how long something takes is told there and not asserted, for the machine may be busy.
 */
abstract class FaultsCase {

  static final int CALLS = Integer.getInteger("scoutline.faults.calls", 40);
  static final boolean LONG = CALLS >= 1_000;
  static final Duration A_WHILE = Duration.ofSeconds(3);

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  LabAsterisk lab;
  Drill drill;

  @BeforeEach
  final void open() throws Exception {
    postgres.database().update("TRUNCATE calls.call, calls.participant, calls.leg, calls.flight, calls.note,"
        + " calls.records_place, promises.promise, recordings.recording CASCADE");
    lab = LabAsterisk.start();
    Path folder = Files.createDirectories(lab.folder().resolve("server"));
    prepare(folder);
    drill = new Drill(lab, postgres, folder);
  }

  /** Before the server is started whose folder this is. */
  void prepare(Path folder) {}

  @AfterEach
  final void shut() throws Exception {
    try {
      if (drill != null) {
        drill.close();
      }
      lab.close();
    } finally {
      restore();
    }
  }

  /** After the server's end: undoes what {@link #prepare} did. */
  void restore() {}

  static void measured(String what, List<Duration> took) throws IOException {
    String line = String.format(Locale.ROOT, "%-60s %s%n", what + ", " + CALLS + " calls",
        took.stream().map(each -> String.format(Locale.ROOT, "%.1f s", each.toMillis() / 1_000.0)).toList());
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "faults.txt"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    System.out.print(line);
  }
}
