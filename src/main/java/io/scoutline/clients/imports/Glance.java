package io.scoutline.clients.imports;

import io.scoutline.clients.imports.base.Outcome;
import io.scoutline.clients.imports.file.Excerpt;
import io.scoutline.clients.imports.file.Remark;
import io.scoutline.clients.imports.file.Remarks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * As much of a row as a page shows. A result is kept in memory while its job is remembered and answered whole; a file
 * whose cells are as long as they may be is not to fill the memory of the server that takes the calls. The report has
 * all of it.
 */
final class Glance {

  /** In characters. */
  static final int CELL = 200;
  static final int ROW = 2_000;
  private static final int BESIDES = 32;

  static final int REMARKS = 12;

  static Outcome of(Outcome outcome) {
    List<Remark> remarks = Remarks.first(REMARKS, outcome.remarks()).stream()
        .map(remark -> new Remark(remark.code(), remark.field(), Excerpt.of(remark.value(), CELL))).toList();
    return new Outcome(outcome.line(), outcome.kind(), outcome.client(), remarks, of(outcome.cells()));
  }

  /** The first cells, each cut where it is too long. */
  static List<String> of(List<String> cells) {
    var shown = new ArrayList<String>();
    int room = ROW;
    for (String cell : cells) {
      String cut = Excerpt.of(cell, CELL);
      room -= cut.length() + 1;
      if (room < 0) {
        break;
      }
      shown.add(cut);
    }
    return shown;
  }

  /** What it takes to show it, in characters and nearly. */
  static int weight(Outcome shown) {
    return Stream.concat(shown.remarks().stream().map(Remark::value), shown.cells().stream())
        .mapToInt(text -> text.length() + BESIDES).sum() + BESIDES;
  }

  private Glance() {}
}
