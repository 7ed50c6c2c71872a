package io.scoutline.clients.search;

import java.util.Locale;
import java.util.Optional;

/** Text as people, files and callers give it, made fit to be kept: what is blank is absent, never {@code ""}. */
public final class Text {

  /** On one line, without control and direction-changing characters. */
  public static Optional<String> line(String given) {
    return given == null ? Optional.empty() : present(given.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " "));
  }

  /** Keeps line breaks. */
  public static Optional<String> lines(String given) {
    return given == null
        ? Optional.empty()
        : present(given.replaceAll("\\r\\n?", "\n").replaceAll("[\\p{Cntrl}&&[^\\n]]+", " "));
  }

  /** Without case and quotation marks, е for ё, as {@code clients.folded} has it in the database. */
  public static String folded(String text) {
    return text.toLowerCase(Locale.ROOT).replace('ё', 'е').replaceAll("[«»\"„“”']", "");
  }

  private static Optional<String> present(String text) {
    String clean = text.replaceAll("[\\u202a-\\u202e\\u2066-\\u2069\\ufeff]", "").strip();
    return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
  }

  private Text() {}
}
