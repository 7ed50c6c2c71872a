package io.scoutline.pbx.simulator.wire;

import io.scoutline.pbx.simulator.time.Timeline;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One AMI message being written: lines of {@code Key: value}, ended by an empty line. Not thread-safe. */
public final class Frame {
  private final StringBuilder text = new StringBuilder(1024);

  public Frame add(String key, String value) {
    text.append(key).append(": ");
    appendOneLine(value);
    text.append("\r\n");
    return this;
  }

  public Frame add(String key, long value) {
    text.append(key).append(": ").append(value).append("\r\n");
    return this;
  }

  /** A name that comes from a caller, C-escaped as Asterisk does it: {@code O'Neil} goes out as {@code O\'Neil}. */
  public Frame addEscaped(String key, String value) {
    text.append(key).append(": ");
    for (int i = 0; i < value.length(); i++) {
      appendEscaped(value.charAt(i));
    }
    text.append("\r\n");
    return this;
  }

  private void appendEscaped(char c) {
    switch (c) {
      case 7 -> text.append("\\a");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case 11 -> text.append("\\v");
      case '\\', '\'', '"', '?' -> text.append('\\').append(c);
      default -> text.append(c);
    }
  }

  /** A frame cannot hold a line end inside a value: SIP cannot carry one either, so it is cut out here. */
  private void appendOneLine(String value) {
    if (value.indexOf('\r') < 0 && value.indexOf('\n') < 0) {
      text.append(value);
      return;
    }
    value.chars().filter(c -> c != '\r' && c != '\n').forEach(c -> text.append((char) c));
  }

  /** A time as AMI writes it: seconds since 1970 and microseconds. */
  public static String timestamp(Instant instant) {
    return Timeline.seconds(instant);
  }

  public byte[] bytes() {
    return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
