package io.scoutline.board;

import io.scoutline.pbx.LinkStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The board as it goes over the wire; see docs/contracts.md. It says how old it is (P7.4). */
public record BoardView(LocalDate day, String zone, Instant asOf, List<LinkStatus> link, Rule rule,
    BoardRow.Totals totals, List<BoardRow> rows) {

  public record Rule(int version, String name) {}
}
