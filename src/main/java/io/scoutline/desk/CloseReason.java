package io.scoutline.desk;

/** Why a card left somebody's screen. */
public enum CloseReason {
  WRITTEN_UP,
  /** Its time was over before it was written up: what was typed is kept with the call (P2.5). */
  WRAP_UP_OVER,
  /** It rang for several and another took it (P3.5). */
  ANSWERED_ELSEWHERE,
  MISSED,
  /** It rings or goes on somewhere else now. */
  MOVED,
  /** This person, or the phone, turned it down. */
  REFUSED,
  /** This person dialled, and nobody answered. */
  UNANSWERED
}
