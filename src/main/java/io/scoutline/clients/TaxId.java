package io.scoutline.clients;

import java.util.Locale;

/** Tax ids as they are kept: digits and capital Latin letters only, whatever stood between them. */
public final class TaxId {

  public static String plain(String written) {
    return written.toUpperCase(Locale.ROOT).replaceAll("[\\s\\u00a0./_-]", "");
  }

  public static boolean isPossible(String plain) {
    return plain.matches("[0-9A-Z]{5,20}");
  }

  private TaxId() {}
}
