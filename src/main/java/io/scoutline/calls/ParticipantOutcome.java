package io.scoutline.calls;

/** How a call went for one of our people. */
public enum ParticipantOutcome {
  /** Still ringing at this person, or in conversation. */
  OPEN,
  ANSWERED,
  /** It rang for several and another took it: nobody is charged with a missed call (P3.5). */
  ANSWERED_ELSEWHERE,
  /** It rang here and nobody took it anywhere. */
  MISSED,
  /** The phone was busy, turned it down or was not there. */
  NOT_REACHED
}
