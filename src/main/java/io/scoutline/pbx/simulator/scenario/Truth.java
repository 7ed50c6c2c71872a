package io.scoutline.pbx.simulator.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What truly happened in one call, written down where the people are and not read back from the events. Times
 * are simulated times, the same that stand in the events.
 *
 * @param uniqueid of the first channel
 * @param linkedids every linkedid that any channel of the call ever had, the first channel's first
 * @param outside the client's number as it stood on the trunk, empty if hidden or there was none
 * @param dialled the number that was dialled
 * @param answeredBy the extension that first talked to the client, or for a call between phones the one called;
 *     empty if nobody talked
 * @param queued whether the caller waited in the queue
 * @param cause with which the first channel ended
 * @param talk time connected with the client, by extension, without the time on hold
 * @param hold time the client was on hold at that extension
 * @param recordings names of the recordings that were begun, without folder
 * @param lost whether the PBX was restarted under the call
 */
public record Truth(String uniqueid, List<String> linkedids, Direction direction, String outside, String dialled,
    Instant started, Optional<String> answeredBy, Optional<Instant> answeredAt, Instant ended,
    boolean queued, boolean voicemail, HangupCause cause, List<Leg> legs, Map<String, Duration> talk,
    Map<String, Duration> hold, List<String> recordings, boolean lost) {

  /** Where the call began. */
  public enum Direction { INBOUND, OUTBOUND, INTERNAL }

  /**
   * One channel of the call.
   *
   * @param party the extension, or the name of the trunk
   */
  public record Leg(String uniqueid, String channel, String party, Instant opened, Optional<Instant> rangAt,
      Optional<Instant> upAt, Instant closed, HangupCause cause) {}
}
