package io.scoutline.clients.imports.base;

import io.scoutline.clients.imports.file.ImportRow;
import io.scoutline.clients.imports.file.Remark;
import io.scoutline.kernel.ClientId;
import java.util.List;
import java.util.Optional;

/**
 * What became of one row.
 *
 * @param client empty for a refused row
 * @param cells what a refused row held, otherwise empty
 */
public record Outcome(int line, Kind kind, Optional<ClientId> client, List<Remark> remarks, List<String> cells) {

  public enum Kind {
    /** A new client. */
    CREATED,
    /** A client that was known, or came earlier in the file, now with something more. */
    COMPLETED,
    /** A client that was known, with nothing new. */
    UNCHANGED,
    REFUSED
  }

  public Outcome {
    remarks = List.copyOf(remarks);
    cells = List.copyOf(cells);
  }

  public static Outcome of(ImportRow.Refused row) {
    return new Outcome(row.line(), Kind.REFUSED, Optional.empty(), row.remarks(), row.cells());
  }

  /** Whether the report has something to say of the row. */
  public boolean isWorthAWord() {
    return kind == Kind.REFUSED || !remarks.isEmpty();
  }
}
