package io.scoutline.kernel;

/**
 * Text as people, files and callers give it, without what nobody sees: control characters (those of C1 too), marks that
 * change the direction of what stands beside them, and blanks without a width. What joins letters or parts of a sign
 * stays. Pure.
 */
public final class CleanText {

  private static final String CONTROL = "\\p{Cntrl}\\x{80}-\\x{9F}\\x{2028}\\x{2029}";
  private static final String UNSEEN = "[\\x{61C}\\x{200B}\\x{200E}\\x{200F}\\x{202A}-\\x{202E}\\x{2060}-\\x{206F}"
      + "\\x{FEFF}\\x{E0000}-\\x{E007F}]";

  /** On one line, without blanks around it; may be empty. */
  public static String line(String given) {
    return seen(given.replaceAll("[" + CONTROL + "]+", " "));
  }

  /** The same, with its line breaks. */
  public static String lines(String given) {
    return seen(given.replaceAll("\\r\\n?|[\\x{85}\\x{2028}\\x{2029}]", "\n")
        .replaceAll("[" + CONTROL + "&&[^\\n]]+", " "));
  }

  private static String seen(String text) {
    return text.replaceAll(UNSEEN, "").strip();
  }

  private CleanText() {}
}
