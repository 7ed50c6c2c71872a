package io.scoutline.clients.imports;

import io.scoutline.kernel.PersonId;
import java.time.Instant;
import java.util.List;

/**
 * A file that was loaded, or is being loaded.
 *
 * @param complete whether it came to its end
 * @param doneThrough each row up to this line is dealt with
 */
record LoadedFile(
    long id, String fileName, PersonId by, Instant at, Totals totals, boolean complete, int doneThrough,
    List<String> headers) {
  LoadedFile {
    headers = List.copyOf(headers);
  }
}
