package io.scoutline.board;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.scoutline.kernel.PersonId;
import io.scoutline.presence.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One person's line of the board (P7.3); see docs/contracts.md. {@code stateSince} is absent when nothing was heard of
 * the person yet.
 */
public record BoardRow(
    Who person, int counted, int notCounted, Optional<Norm.Band> norm, int planNow, Optional<Integer> forecast,
    Pace.Tone tone, Optional<String> toneReason, int inbound, int outbound, int answered, int missed,
    @JsonProperty("talkMs") Duration talk, PresenceState state, Optional<Instant> stateSince,
    List<Integer> lastHour) {

  public record Who(PersonId id, String name, Optional<String> team) {}

  /** The sums of a board. */
  public record Totals(int calls, int answered, int missed, @JsonProperty("talkMs") Duration talk, int planNow,
      int people) {

    static Totals of(List<BoardRow> rows) {
      return new Totals(rows.stream().mapToInt(BoardRow::counted).sum(),
          rows.stream().mapToInt(BoardRow::answered).sum(), rows.stream().mapToInt(BoardRow::missed).sum(),
          rows.stream().map(BoardRow::talk).reduce(Duration.ZERO, Duration::plus),
          rows.stream().mapToInt(BoardRow::planNow).sum(), rows.size());
    }
  }
}
