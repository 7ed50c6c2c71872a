package io.scoutline.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One SIP request or response as text: a start line, headers in order, a body. Immutable. */
record SipMessage(String startLine, List<Header> headers, String body) {

  record Header(String name, String value) {}

  SipMessage {
    headers = List.copyOf(headers);
  }

  static SipMessage of(String startLine) {
    return new SipMessage(startLine, List.of(), "");
  }

  static SipMessage parse(byte[] data, int length) {
    String text = new String(data, 0, length, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    String head = end < 0 ? text : text.substring(0, end);
    String[] lines = head.split("\r\n");
    List<Header> headers = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.add(new Header(longName(lines[i].substring(0, colon).strip()), lines[i].substring(colon + 1).strip()));
      }
    }
    return new SipMessage(lines[0], headers, end < 0 ? "" : text.substring(end + 4));
  }

  private static String longName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "v" -> "Via";
      case "f" -> "From";
      case "t" -> "To";
      case "i" -> "Call-ID";
      case "m" -> "Contact";
      case "r" -> "Refer-To";
      default -> name;
    };
  }

  SipMessage with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new SipMessage(startLine, more, body);
  }

  SipMessage withBody(String type, String content) {
    return new SipMessage(startLine, with("Content-Type", type).headers, content);
  }

  Optional<String> find(String name) {
    return headers.stream().filter(h -> h.name.equalsIgnoreCase(name)).map(Header::value).findFirst();
  }

  String get(String name) {
    return find(name).orElse("");
  }

  boolean isResponse() {
    return startLine.startsWith("SIP/2.0 ");
  }

  /** Of a response: its status. */
  int status() {
    return Integer.parseInt(startLine.substring(8, 11));
  }

  /** Of a request its own method, of a response that of the request it answers. */
  String method() {
    return isResponse() ? get("CSeq").replaceFirst("^\\d+\\s+", "") : startLine.substring(0, startLine.indexOf(' '));
  }

  String callId() {
    return get("Call-ID");
  }

  /** The tag in From or To, empty when it has none. */
  String tag(String header) {
    return parameter(get(header).replaceFirst("^[^>]*>", ""), "tag");
  }

  String branch() {
    return parameter(get("Via"), "branch");
  }

  /** The address in angle brackets, or the bare one. */
  static String uri(String value) {
    int open = value.indexOf('<');
    return open < 0 ? value.split(";")[0].strip() : value.substring(open + 1, value.indexOf('>', open));
  }

  private static String parameter(String value, String name) {
    for (String part : value.split(";")) {
      if (part.strip().startsWith(name + "=")) {
        return part.strip().substring(name.length() + 1);
      }
    }
    return "";
  }

  /** The response to this request, with the headers a response repeats. */
  SipMessage reply(int status, String reason, String toTag) {
    SipMessage reply = of("SIP/2.0 " + status + " " + reason);
    for (Header header : headers) {
      switch (header.name.toLowerCase(Locale.ROOT)) {
        case "via", "from", "call-id", "cseq" -> reply = reply.with(header.name, header.value);
        case "to" -> reply = reply.with("To", tag("To").isEmpty() ? header.value + ";tag=" + toTag : header.value);
        default -> { }
      }
    }
    return reply;
  }

  byte[] bytes() {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder out = new StringBuilder(startLine).append("\r\n");
    headers.forEach(h -> out.append(h.name).append(": ").append(h.value).append("\r\n"));
    out.append("Content-Length: ").append(content.length).append("\r\n\r\n").append(body);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
