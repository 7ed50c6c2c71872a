package io.scoutline.platform.api;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a file a request wants (RFC 9110, section 14). One range is served; a request for several, in another
 * unit or malformed gets the whole, as the standard allows.
 */
public sealed interface ByteRange {

  Pattern ONE = Pattern.compile("bytes=\\s*([0-9]*)\\s*-\\s*([0-9]*)\\s*", Pattern.CASE_INSENSITIVE);

  record Whole() implements ByteRange {}

  /** Bytes {@code from} to {@code to}, both counted in. */
  record Part(long from, long to) implements ByteRange {
    public long length() {
      return to - from + 1;
    }
  }

  record Unsatisfiable() implements ByteRange {}

  /** @param header the {@code Range} field's value, null when absent */
  static ByteRange of(String header, long size) {
    Matcher matcher = ONE.matcher(header == null ? "" : header);
    if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
      return new Whole();
    }
    if (matcher.group(1).isEmpty()) {
      long last = number(matcher.group(2));
      return last == 0 || size == 0 ? new Unsatisfiable() : new Part(Math.max(0, size - last), size - 1);
    }
    long from = number(matcher.group(1));
    long to = matcher.group(2).isEmpty() ? Long.MAX_VALUE : number(matcher.group(2));
    if (to < from) {
      return new Whole();
    }
    return from >= size ? new Unsatisfiable() : new Part(from, Math.min(to, size - 1));
  }

  /**
   * The same under the condition that the file is still the one the reader has the beginning of. Tags are compared
   * as strong ones; a date in {@code If-Range} is no such proof.
   *
   * @param ifRange the {@code If-Range} field's value, null when absent
   * @param tag the file's strong tag, with its quotes
   */
  static ByteRange of(String header, String ifRange, String tag, long size) {
    return ifRange == null || ifRange.equals(tag) ? of(header, size) : new Whole();
  }

  /** More digits than a file can have bytes mean its end. */
  private static long number(String digits) {
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() > 18 ? Long.MAX_VALUE : Long.parseLong(significant);
  }
}
