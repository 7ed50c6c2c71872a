package io.scoutline.pbx.simulator;

import java.time.Duration;

/** What a telephone, or a subscriber of the outside network, does when it is called. */
public sealed interface Behaviour {
  /** Rings, and is answered after a while. */
  record Answers(Duration after) implements Behaviour {}

  /** Is in another call: says busy at once. */
  record Busy() implements Behaviour {}

  /** Rings for as long as the caller likes. */
  record RingsOnly() implements Behaviour {}

  /** Rings, and somebody presses "reject" after a while. */
  record Rejects(Duration after) implements Behaviour {}

  /** Is not registered, or the number cannot be reached. */
  record Unreachable() implements Behaviour {}

  /** Rings until {@link DeskPhones} is told to answer or to hang up. */
  record Manual() implements Behaviour {}

  static Behaviour answersAfter(Duration after) {
    return new Answers(after);
  }

  static Behaviour busy() {
    return new Busy();
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
