package io.scoutline.pbx.simulator.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One action as a client sent it: header lines in their order. */
public record ManagerRequest(List<Header> headers) {
  private static final int LONGEST_LINE = 8 * 1024;
  private static final int MOST_HEADERS = 128;

  public record Header(String name, String value) {}

  /** The first header of that name, whatever its case; empty if there is none. */
  public String get(String name) {
    for (var header : headers) {
      if (header.name.equalsIgnoreCase(name)) {
        return header.value;
      }
    }
    return "";
  }

  List<String> all(String name) {
    return headers.stream().filter(header -> header.name.equalsIgnoreCase(name)).map(Header::value).toList();
  }

  String action() {
    return get("Action");
  }

  public String actionId() {
    return get("ActionID");
  }

  /** Reads up to the next empty line; null at the end of the stream. Blocks. */
  public static ManagerRequest read(BufferedInputStream input) throws IOException {
    var headers = new ArrayList<Header>();
    while (true) {
      var line = readLine(input);
      if (line == null) {
        return null;
      }
      if (line.isEmpty()) {
        if (headers.isEmpty()) {
          continue;
        }
        return new ManagerRequest(List.copyOf(headers));
      }
      int colon = line.indexOf(':');
      if (colon > 0 && headers.size() < MOST_HEADERS) {
        headers.add(new Header(line.substring(0, colon).trim(), line.substring(colon + 1).strip()));
      }
    }
  }

  private static String readLine(BufferedInputStream input) throws IOException {
    var line = new ByteArrayOutputStream(80);
    while (true) {
      int next = input.read();
      if (next < 0) {
        return null;
      }
      if (next == '\n') {
        return line.toString(StandardCharsets.UTF_8);
      }
      if (next != '\r') {
        if (line.size() >= LONGEST_LINE) {
          throw new IOException("a line of an AMI request is too long");
        }
        line.write(next);
      }
    }
  }
}
