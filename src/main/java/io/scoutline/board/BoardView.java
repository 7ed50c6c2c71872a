package io.scoutline.board;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The board as it goes over the wire; see docs/contracts.md. It says how old it is (P7.4). */
public record BoardView(LocalDate day, String zone, Instant asOf, List<Link> link, Rule rule, BoardRow.Totals totals,
    List<BoardRow> rows) {

  /** How a PBX's link stands: since when up, or since when its figures are stale and why. */
  public record Link(String pbx, boolean up, Instant since, Optional<String> fault) {}

  public record Rule(int version, String name) {}
}
