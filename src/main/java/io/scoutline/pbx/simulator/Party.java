package io.scoutline.pbx.simulator;

import java.util.Objects;

/** A number and a name as SIP brought them; an empty one goes out as {@code <unknown>}. */
record Party(String number, String name) {
  static final Party UNKNOWN = new Party("", "");

  Party {
    Objects.requireNonNull(number);
    Objects.requireNonNull(name);
  }

  static Party ofNumber(String number) {
    return new Party(number, "");
  }
}
