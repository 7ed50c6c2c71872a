package io.scoutline.pbx.simulator.switchboard;

import java.util.Objects;

/** A number and a name as SIP brought them; an empty one goes out as {@code <unknown>}. */
public record Party(String number, String name) {
  public static final Party UNKNOWN = new Party("", "");

  public Party {
    Objects.requireNonNull(number);
    Objects.requireNonNull(name);
  }

  public static Party ofNumber(String number) {
    return new Party(number, "");
  }
}
