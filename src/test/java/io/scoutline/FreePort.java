package io.scoutline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** For whoever must know a port before anybody listens on it; whoever can, listens on port 0 instead. */
public final class FreePort {

  /** Below the ports from which outgoing connections take theirs: one of those could be gone when it is needed. */
  private static final int FIRST = 15_000;
  private static final int BEHIND_LAST = 32_000;
  private static final int TRIES = 200;

  /** A TCP port that was free a moment ago. */
  public static int find() {
    for (int tries = 0; tries < TRIES; tries++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // another one, then
      }
    }
    throw new AssertionError("no free port from " + FIRST + " to " + BEHIND_LAST);
  }

  private FreePort() {}
}
