package io.scoutline.clients.imports.file;

/** The file as a whole cannot be read as a table; the message says why and what to do, the code is for the pages. */
public final class UnreadableFile extends RuntimeException {

  private final String code;

  UnreadableFile(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
