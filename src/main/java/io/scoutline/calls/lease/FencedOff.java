package io.scoutline.calls.lease;

/** Another server follows the PBX now; nothing was written, and nothing will be. */
public final class FencedOff extends RuntimeException {

  FencedOff() {
    super("another server has taken over");
  }
}
