package io.scoutline.pbx;

/** The PBX could not do what it was asked. The message is for the admin and holds no numbers. */
public final class PbxUnavailable extends RuntimeException {
  public PbxUnavailable(String message) {
    super(message);
  }
}
