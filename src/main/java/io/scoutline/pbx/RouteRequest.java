package io.scoutline.pbx;

import io.scoutline.kernel.PbxName;

/**
 * The dialplan asks where a call goes (P4.1). Whatever came from the caller is as the PBX said it, bounded and
 * without control characters.
 *
 * @param uniqueid of the caller's channel; the same in each attempt
 * @param callerSaid the caller's number as said, empty when there is none
 * @param dialled the number that was called, empty when the PBX does not know
 * @param attempt 1 for the first question of a call
 * @param lastStatus how the last attempt ended, in the dialplan's word ({@code NOANSWER}, {@code QUEUETIMEOUT})
 */
public record RouteRequest(PbxName pbx, String uniqueid, String callerSaid, String dialled, int attempt,
    String lastStatus) {

  /** Whether the caller has already waited in the queue in vain. */
  public boolean afterQueue() {
    return lastStatus.startsWith("QUEUE");
  }
}
