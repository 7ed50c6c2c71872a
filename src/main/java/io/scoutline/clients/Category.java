package io.scoutline.clients;

import java.util.Locale;

/** What kind of client this is (P13.1). The last five are targets for a forecast. */
public enum Category {
  REVIVED,
  NEW,
  ONE_OFF,
  PERIODIC,
  PROMISING,
  REGULAR,
  PARTNER,
  VIP;

  /** The name in the API and the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException when there is no such category */
  public static Category ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
