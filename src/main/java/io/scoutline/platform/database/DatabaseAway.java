package io.scoutline.platform.database;

/**
 * There is no working connection: refused, lost, shutting down, or none became free in time. What was asked may
 * or may not have been done when the connection broke while it ran; ask again only what can be asked twice.
 */
public final class DatabaseAway extends DatabaseFault {

  public DatabaseAway(String message, String sqlState, Throwable cause) {
    super(message, sqlState, "", cause);
  }
}
