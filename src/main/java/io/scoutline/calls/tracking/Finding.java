package io.scoutline.calls.tracking;

import io.scoutline.calls.CallChange;
import java.util.List;

/** What the records of the PBX say of a call, held against what is known of it. */
public sealed interface Finding {
  /** It was seen whole, or as much of it as they tell, and stands so in its row. */
  record Known() implements Finding {}

  /** The link still has it, or what is known of it is not yet in its row: to be asked again. */
  record TooEarly() implements Finding {}

  /** Nobody saw it, or only a part of it; {@code changes} end with the call as it is now known. */
  record News(List<CallChange> changes) implements Finding {
    public News {
      changes = List.copyOf(changes);
    }
  }

  /** It is known here as a whole, but its row was given up for want of room: it is told once more. */
  record Unwritten(CallChange change) implements Finding {}
}
