package io.scoutline.clients.imports;

import io.scoutline.clients.imports.base.Outcome;
import io.scoutline.clients.imports.file.ImportRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Some rows in their order: those that can be taken, and those that are refused as they stand. */
record Part(List<ImportRow.Readable> readable, List<Outcome> refused, int lastLine) {

  /** @param rows at least one */
  static Part of(List<? extends ImportRow> rows) {
    var readable = new ArrayList<ImportRow.Readable>();
    var refused = new ArrayList<Outcome>();
    for (ImportRow row : rows) {
      switch (row) {
        case ImportRow.Readable taken -> readable.add(taken);
        case ImportRow.Refused not -> refused.add(Outcome.of(not));
      }
    }
    return new Part(readable, refused, rows.getLast().line());
  }

  /** Of all rows, in the order of the lines. */
  List<Outcome> with(List<Outcome> ofReadable) {
    var all = new ArrayList<>(refused);
    all.addAll(ofReadable);
    all.sort(Comparator.comparingInt(Outcome::line));
    return all;
  }
}
