package io.scoutline.calls.tracking;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import java.util.Optional;

/**
 * Calls whose last state was given up before it reached its row, because too much waited for the database. Until the
 * PBX's own records bring them up again only memory knows of them. Any thread; never waits.
 */
public interface Unwritten {

  /** Where every change is written. */
  Unwritten NONE = new Unwritten() {
    @Override
    public boolean has(CallId call) {
      return false;
    }

    @Override
    public Optional<CallId> of(PbxName pbx, String linkedid) {
      return Optional.empty();
    }

    @Override
    public boolean hasRoom() {
      return true;
    }
  };

  /** Whether the last state of this call was given up. */
  boolean has(CallId call);

  /** Under which id a call of this linkedid was given up: whoever counted it knows it by that one. */
  Optional<CallId> of(PbxName pbx, String linkedid);

  /** Whether what is told now can be written; otherwise it had better be told later. */
  boolean hasRoom();
}
