package io.scoutline.clients;

import java.util.Locale;

/** What a contact does in the client's decision to buy (P8.1). */
public enum DecisionRole {
  DECIDES,
  INFLUENCES,
  ADVISES,
  /** Decides who is put through: a secretary, a reception. */
  GATEKEEPER;

  /** The name in the API and the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException when there is no such role */
  public static DecisionRole ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
