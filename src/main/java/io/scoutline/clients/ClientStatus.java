package io.scoutline.clients;

import java.util.Locale;

/** Where the relation stands; closed firms and those gone to a competitor stay in the base, marked (P8.5). */
public enum ClientStatus {
  PROSPECT,
  ACTIVE,
  /** The firm no longer exists. */
  CLOSED,
  /** Buys from a competitor. */
  LOST;

  /** The name in the API and the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException when there is no such status */
  public static ClientStatus ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
