package io.scoutline.calls;

import io.scoutline.kernel.CallId;
import io.scoutline.pbx.PbxEvent;
import java.util.List;

/** What the tracker tells: each with the call as it is afterwards. */
public sealed interface CallChange {

  Call call();

  record Opened(Call call) implements CallChange {}

  record Changed(Call call) implements CallChange {}

  /** Two calls turned out to be one; {@code absorbed} is now an alias of the survivor. */
  record Merged(Call call, CallId absorbed) implements CallChange {}

  /** It is over. {@code flight} are the events that made it, in the order in which they came (P2.7). */
  record Closed(Call call, List<PbxEvent> flight) implements CallChange {}

  /**
   * A call that happened while nobody listened, found in the PBX's own records (P2.6): over, with what they say of it.
   * Nobody's phone rings for it now.
   */
  record Recovered(Call call, List<PbxEvent> flight) implements CallChange {}

  /** Late truth about a call that was already over; the row and its flight record are written again. */
  record Corrected(Call call, List<PbxEvent> flight) implements CallChange {}
}
