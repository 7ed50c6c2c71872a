package io.scoutline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was found so far, kept in a file with each new section: a run that is cut short leaves the figures it has. */
final class Report {

  private final Clock clock;
  private final Path kept;
  private final List<String> described;
  private final List<Section> sections = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /** @param machine what it is taken on */
  Report(Clock clock, Path kept, List<String> machine) {
    this.clock = clock;
    this.kept = kept;
    this.described = new ArrayList<>(machine);
  }

  void describe(String line) {
    described.add(line);
  }

  void add(Section section) throws IOException {
    sections.add(section);
    Files.createDirectories(kept.getParent());
    Files.writeString(kept, text());
  }

  /** Said below the table. */
  void remark(String format, Object... values) {
    remarks.add(String.format(Locale.ROOT, format, values));
  }

  String text() {
    return new Table(clock.instant(), described, sections, remarks).text();
  }
}
