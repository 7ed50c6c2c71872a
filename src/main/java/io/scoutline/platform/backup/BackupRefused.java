package io.scoutline.platform.backup;

/** Nothing was done, or what was begun was taken back; the message is for whoever gave the command. */
public final class BackupRefused extends RuntimeException {

  public BackupRefused(String message) {
    super(message);
  }

  BackupRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
