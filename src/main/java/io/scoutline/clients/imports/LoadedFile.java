package io.scoutline.clients.imports;

import io.scoutline.kernel.PersonId;
import java.time.Instant;
import java.util.List;

/** A file that was loaded. */
record LoadedFile(long id, String fileName, PersonId by, Instant at, Totals totals, List<String> headers) {
  LoadedFile {
    headers = List.copyOf(headers);
  }
}
