package io.scoutline.clients.imports.file;

import java.util.Optional;

/** The file as a whole cannot be read as a table; the message says why and what to do, the code is for the pages. */
public final class UnreadableFile extends RuntimeException {

  private final String code;
  private final Optional<Integer> line;

  UnreadableFile(String code, String message) {
    this(code, Optional.empty(), message);
  }

  UnreadableFile(String code, int line, String message) {
    this(code, Optional.of(line), message);
  }

  private UnreadableFile(String code, Optional<Integer> line, String message) {
    super(message, null, false, false);
    this.code = code;
    this.line = line;
  }

  /** Where the row begins that is not one, from one on; empty when it is about the file as a whole. */
  public Optional<Integer> line() {
    return line;
  }

  public String code() {
    return code;
  }
}
