package io.scoutline.clients.imports.file;

import io.scoutline.fuzz.Patience;
import io.scoutline.kernel.BusinessZone;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.people.Roster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whatever file is loaded, it is read row by row to its end, or refused with a reason. */
public final class CsvFuzz {

  private static final Path FILE = temporary();
  private static final Vocabulary NOBODY = new Vocabulary(new PeopleDirectory(List.of(), List.of(), List.of(),
      new Roster(new BusinessZone(ZoneId.of("Europe/Moscow")), Map.of(), List.of())));

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    Files.write(FILE, input);
    Patience.with(() -> {
      try {
        CsvFormat format = FormatDetector.detect(FILE, Optional.empty(), Optional.empty());
        try (var file = new CsvFile(FILE, format)) {
          var reader = new RowReader(Columns.proposed(file.header()), NOBODY, "RU", true);
          for (var row = file.next(); row.isPresent(); row = file.next()) {
            reader.read(row.get());
          }
        }
      } catch (UnreadableFile refused) {
        if (refused.getMessage().isBlank()) {
          throw new IllegalStateException("refused without a reason", refused);
        }
      }
    });
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("scoutline-fuzz", ".csv");
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private CsvFuzz() {}
}
