package io.scoutline.pbx.simulator.scenario;

import java.time.Duration;
import java.util.Optional;

/** What a telephone, or a subscriber of the outside network, does when it is called. */
public sealed interface Behaviour {
  /**
   * Rings, and is answered after a while between the two durations.
   *
   * @param hangsUpAfter how long after the answer it hangs up, if it does so of itself
   */
  record Answers(Duration atLeast, Duration atMost, Optional<Duration> hangsUpAfter) implements Behaviour {}

  /** Is in another call: says busy, at once when {@code after} is zero and otherwise after ringing. */
  record Busy(Duration after) implements Behaviour {}

  /** Rings for as long as the caller likes. */
  record RingsOnly() implements Behaviour {}

  /** Rings, and somebody presses "reject" after a while. */
  record Rejects(Duration after) implements Behaviour {}

  /** Is not registered, or the number cannot be reached. */
  record Unreachable() implements Behaviour {}

  /** Rings until {@code DeskPhones} is told to answer or to hang up. */
  record Manual() implements Behaviour {}

  static Behaviour answersAfter(Duration after) {
    return new Answers(after, after, Optional.empty());
  }

  /** Is answered sometime between the two. */
  static Behaviour answersBetween(Duration atLeast, Duration atMost) {
    return new Answers(atLeast, atMost, Optional.empty());
  }

  /** Answers, and hangs up of itself after talking for so long. */
  static Behaviour answersAfter(Duration after, Duration talk) {
    return new Answers(after, after, Optional.of(talk));
  }

  static Behaviour busy() {
    return new Busy(Duration.ZERO);
  }

  static Behaviour busyAfter(Duration ringing) {
    return new Busy(ringing);
  }

  static Behaviour ringsOnly() {
    return new RingsOnly();
  }

  static Behaviour rejectsAfter(Duration after) {
    return new Rejects(after);
  }

  static Behaviour unreachable() {
    return new Unreachable();
  }

  static Behaviour manual() {
    return new Manual();
  }
}
