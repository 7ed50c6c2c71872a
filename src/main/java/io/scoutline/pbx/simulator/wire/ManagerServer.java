package io.scoutline.pbx.simulator.wire;

import io.scoutline.pbx.simulator.setup.EventClass;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The AMI side of the simulated PBX: accepts connections on 127.0.0.1 and hands events to those that may read
 * them. Publishing never waits for a reader.
 */
public final class ManagerServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ManagerServer.class);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

  private final SimulatorConfig config;
  private final List<ManagerSession> sessions = new CopyOnWriteArrayList<>();
  private volatile ManagerActions actions;
  private volatile ServerSocket listener;
  private volatile Thread accepting;
  private volatile int port;
  private volatile boolean frozen;

  public ManagerServer(SimulatorConfig config) {
    this.config = config;
    this.port = config.amiPort();
  }

  /** Starts to listen; a port of 0 is chosen once and kept over {@link #stopListening}. */
  public void listen(ManagerActions actions) {
    this.actions = actions;
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
      port = socket.getLocalPort();
      listener = socket;
      accepting = Thread.ofVirtual().name("pbx-simulator-ami").start(() -> accept(socket));
    } catch (IOException fault) {
      throw new UncheckedIOException("The simulated PBX cannot listen on port " + port, fault);
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        admit(socket.accept());
      } catch (IOException closed) {
        LOG.debug("the simulated AMI no longer accepts connections");
        return;
      }
    }
  }

  private void admit(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    var session = new ManagerSession(socket, this, actions, config);
    sessions.add(session);
    session.start();
  }

  public int port() {
    return port;
  }

  void forget(ManagerSession session) {
    sessions.remove(session);
  }

  boolean frozen() {
    return frozen;
  }

  /** While frozen the sockets stay open, but nothing is read from them and nothing written. */
  public void freeze(boolean on) {
    frozen = on;
    sessions.forEach(ManagerSession::wake);
  }

  /** Whether any connection would read such an event: if none, it need not be written at all. */
  public boolean wanted(EventClass eventClass, String name) {
    for (var session : sessions) {
      if (session.reads(eventClass, name)) {
        return true;
      }
    }
    return false;
  }

  public void publish(EventClass eventClass, String name, byte[] message) {
    for (var session : sessions) {
      if (session.reads(eventClass, name)) {
        session.send(message);
      }
    }
  }

  /** The number of connections that have logged in. */
  public int connections() {
    return (int) sessions.stream().filter(ManagerSession::loggedIn).count();
  }

  public void dropConnections() {
    sessions.forEach(ManagerSession::close);
  }

  /** Nobody can connect when this returns: the port is open for as long as a thread still waits on it. */
  public void stopListening() {
    try {
      if (listener != null) {
        listener.close();
        accepting.join(STOPS_WITHIN);
      }
    } catch (IOException fault) {
      LOG.debug("closing the AMI listener", fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stopListening();
    dropConnections();
  }
}
