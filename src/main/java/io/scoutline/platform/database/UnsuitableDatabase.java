package io.scoutline.platform.database;

/** The database given by the configuration cannot be used; the message is for the person who starts the server. */
public final class UnsuitableDatabase extends RuntimeException {

  UnsuitableDatabase(String message, Throwable cause) {
    super(message, cause);
  }
}
