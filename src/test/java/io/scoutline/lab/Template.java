package io.scoutline.lab;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the placeholders {@code {{name}}} of a configuration file; one without a value is an error. */
final class Template {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

  private Template() { }

  static String fill(String text, Map<String, String> values) {
    StringBuilder out = new StringBuilder();
    for (String line : text.split("(?<=\n)")) {
      out.append(line.startsWith(";") ? line : fillLine(line, values));
    }
    return out.toString();
  }

  private static String fillLine(String line, Map<String, String> values) {
    return PLACEHOLDER.matcher(line).replaceAll(found -> {
      String value = values.get(found.group(1));
      if (value == null) {
        throw new IllegalArgumentException("no value for " + found.group());
      }
      return Matcher.quoteReplacement(value);
    });
  }
}
