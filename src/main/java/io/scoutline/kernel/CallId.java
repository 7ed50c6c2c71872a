package io.scoutline.kernel;

import java.util.UUID;

/** Identifies a call: one conversation attempt, however many channels it takes (P2.1). Ours, never the PBX's. */
public record CallId(UUID value) {

  /** @throws IllegalArgumentException when the text is not a UUID */
  public static CallId parse(String text) {
    return new CallId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
