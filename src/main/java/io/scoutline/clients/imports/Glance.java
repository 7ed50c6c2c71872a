package io.scoutline.clients.imports;

import io.scoutline.clients.imports.base.Outcome;
import io.scoutline.clients.imports.file.Remark;
import java.util.ArrayList;
import java.util.List;

/**
 * As much of a row as a page shows. A result is kept in memory while its job is remembered and answered whole; a file
 * whose cells are as long as they may be is not to fill the memory of the server that takes the calls. The report has
 * all of it.
 */
final class Glance {

  /** In characters. */
  static final int CELL = 200;
  static final int ROW = 2_000;

  static Outcome of(Outcome outcome) {
    List<Remark> remarks = outcome.remarks().stream()
        .map(remark -> new Remark(remark.code(), remark.field(), cut(remark.value()))).toList();
    return new Outcome(outcome.line(), outcome.kind(), outcome.client(), remarks, of(outcome.cells()));
  }

  /** The first cells, each cut where it is too long; a cut one ends with three dots. */
  static List<String> of(List<String> cells) {
    var shown = new ArrayList<String>();
    int room = ROW;
    for (String cell : cells) {
      String cut = cut(cell);
      room -= cut.length() + 1;
      if (room < 0) {
        break;
      }
      shown.add(cut);
    }
    return shown;
  }

  private static String cut(String text) {
    if (text.length() <= CELL) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(CELL - 1)) ? CELL - 1 : CELL;
    return text.substring(0, end) + '…';
  }

  private Glance() {}
}
