package io.scoutline.clients.imports.file;

/** The beginning of a text that is too long to be told whole. */
public final class Excerpt {

  /** As it is, or cut where it is too long; a cut one ends with three dots. */
  public static String of(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + '…';
  }

  private Excerpt() {}
}
