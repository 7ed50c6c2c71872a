package io.scoutline.pbx.asterisk.ami;

import io.scoutline.pbx.LinkFault;
import java.io.IOException;

/** An attempt to log in that failed; {@code fault} says why, the message is for the admin. */
public final class LinkRefused extends IOException {
  private final LinkFault fault;

  LinkRefused(LinkFault fault, String message) {
    super(message);
    this.fault = fault;
  }

  public LinkFault fault() {
    return fault;
  }
}
