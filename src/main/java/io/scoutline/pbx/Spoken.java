package io.scoutline.pbx;

import java.util.Locale;

/** Reads a constant as Asterisk says its name, in any case. */
final class Spoken {

  /** The constant of that name, {@code otherwise} for {@code null} and for a word of a later Asterisk. Any thread. */
  static <E extends Enum<E>> E constant(String said, E otherwise) {
    if (said == null) {
      return otherwise;
    }
    try {
      return Enum.valueOf(otherwise.getDeclaringClass(), said.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException notKnown) {
      return otherwise;
    }
  }

  private Spoken() {}
}
