package io.scoutline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** For whoever must know a port before anybody listens on it; whoever can, listens on port 0 instead. */
public final class FreePort {

  /** A TCP port that was free a moment ago. */
  public static int find() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  private FreePort() {}
}
