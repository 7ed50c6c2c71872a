package io.scoutline.pbx;

import java.time.Instant;
import java.util.Set;

/** How the link to a PBX stands (P7.4: whoever shows data of this PBX says since when it is stale). */
public sealed interface LinkState {

  Instant since();

  record Up(Instant since, long session, String version, Set<LinkWarning> warnings) implements LinkState {
    public Up {
      warnings = Set.copyOf(warnings);
    }

    public Up(Instant since, long session, String version) {
      this(since, session, version, Set.of());
    }
  }

  /**
   * {@code since} stays that of the moment the link went down, however often the fault changes after it.
   * {@code fault} says why, in a code that the pages translate; {@code detail} is for the admin only.
   */
  record Down(Instant since, LinkFault fault, String detail) implements LinkState {}
}
