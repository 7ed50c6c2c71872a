package io.scoutline.clients.search;

import io.scoutline.kernel.CleanText;
import java.util.Locale;
import java.util.Optional;

/** Text as people, files and callers give it, made fit to be kept: what is blank is absent, never {@code ""}. */
public final class Text {

  /** On one line, without control and direction-changing characters. */
  public static Optional<String> line(String given) {
    return given == null ? Optional.empty() : present(CleanText.line(given));
  }

  /** Keeps line breaks. */
  public static Optional<String> lines(String given) {
    return given == null ? Optional.empty() : present(CleanText.lines(given));
  }

  /** Without case and quotation marks, е for ё, as {@code clients.folded} has it in the database. */
  public static String folded(String text) {
    return text.toLowerCase(Locale.ROOT).replace('ё', 'е').replaceAll("[«»\"„“”']", "");
  }

  private static Optional<String> present(String clean) {
    return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
  }

  private Text() {}
}
