package io.scoutline.pbx.asterisk.agi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Predicate;
import org.asteriskjava.util.ServerSocketFacade;
import org.asteriskjava.util.SocketConnectionFacade;

/** Lets in who may ask: FastAGI has no password, so an address that is not listed is turned away unheard (P16.2). */
final class AgiDoor implements ServerSocketFacade {
  private static final int BACKLOG = 1_024;

  private final ServerSocket server = new ServerSocket();
  private final Predicate<InetAddress> allowed;
  private final Duration limit;
  private final Runnable turnedAway;
  private AgiSocket newest;

  /** @throws IOException when the address cannot be bound */
  AgiDoor(InetSocketAddress address, Predicate<InetAddress> allowed, Duration limit, Runnable turnedAway)
      throws IOException {
    this.allowed = allowed;
    this.limit = limit;
    this.turnedAway = turnedAway;
    server.setReuseAddress(true);
    server.bind(address, BACKLOG);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The connection that was let in last; for the thread that accepts. */
  AgiSocket newest() {
    return newest;
  }

  @Override
  public SocketConnectionFacade accept() throws IOException {
    while (true) {
      Socket socket = server.accept();
      if (allowed.test(socket.getInetAddress())) {
        newest = new AgiSocket(socket, limit);
        return newest;
      }
      socket.close();
      turnedAway.run();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** Nothing: each question has a limit of its own. */
  @Override
  public void setSocketReadTimeout(int socketReadTimeout) {}
}
