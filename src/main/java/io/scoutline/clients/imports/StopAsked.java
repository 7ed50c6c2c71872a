package io.scoutline.clients.imports;

import io.scoutline.kernel.Actor;

/** Somebody does not want the rest of a file. */
final class StopAsked extends RuntimeException {

  private final transient Actor by;

  StopAsked(Actor by) {
    super("asked to stop");
    this.by = by;
  }

  Actor by() {
    return by;
  }
}
