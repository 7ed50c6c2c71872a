package io.scoutline.pbx;

import java.time.Instant;

/** How the link to a PBX stands (P7.4: whoever shows data of this PBX says since when it is stale). */
public sealed interface LinkState {

  Instant since();

  record Up(Instant since, long session, String version) implements LinkState {}

  /** {@code fault} says why, in a code that the pages translate; {@code detail} is for the admin only. */
  record Down(Instant since, LinkFault fault, String detail) implements LinkState {}
}
