package io.scoutline.pbx.simulator.wire;

import io.scoutline.pbx.simulator.setup.EventClass;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One AMI connection. A virtual thread reads requests, another writes what is queued; a peer that does not read
 * is cut off when the queue is full, and holds nobody up.
 */
public final class ManagerSession {
  static final String BANNER = "Asterisk Call Manager/11.0.0\r\n";
  private static final Logger LOG = LoggerFactory.getLogger(ManagerSession.class);

  private final Socket socket;
  private final ManagerServer server;
  private final ManagerActions actions;
  private final int longestQueue;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
  private final EventFilter filter = new EventFilter();
  private long queuedBytes;
  private boolean closed;
  private boolean closing;
  private volatile SimulatorConfig.Account account;
  private volatile Set<EventClass> readable = Set.of();
  private volatile Set<EventClass> writable = Set.of();
  private volatile String challenge = "";

  ManagerSession(Socket socket, ManagerServer server, ManagerActions actions, SimulatorConfig config) {
    this.socket = socket;
    this.server = server;
    this.actions = actions;
    this.longestQueue = config.amiQueueBytes();
  }

  void start() {
    send(BANNER.getBytes(StandardCharsets.US_ASCII));
    Thread.ofVirtual().name("pbx-simulator-ami-writer").start(this::write);
    Thread.ofVirtual().name("pbx-simulator-ami-reader").start(this::read);
  }

  private void read() {
    try (var input = new BufferedInputStream(socket.getInputStream(), 4096)) {
      while (true) {
        var request = ManagerRequest.read(input);
        if (request == null) {
          break;
        }
        awaitThaw();
        actions.handle(this, request);
      }
    } catch (IOException gone) {
      LOG.debug("an AMI connection ended: {}", gone.getMessage());
    } finally {
      close();
    }
  }

  private void write() {
    try (var output = socket.getOutputStream()) {
      while (true) {
        var message = next();
        if (message == null) {
          return;
        }
        output.write(message);
      }
    } catch (IOException gone) {
      LOG.debug("an AMI connection ended while writing: {}", gone.getMessage());
    } finally {
      close();
    }
  }

  /** The next piece to write, everything that waits taken together; null when the session is over. */
  private byte[] next() {
    lock.lock();
    try {
      while (!closed && (queue.isEmpty() && !closing || server.frozen())) {
        changed.awaitUninterruptibly();
      }
      if (closed || queue.isEmpty()) {
        return null;
      }
      return takeAll();
    } finally {
      lock.unlock();
    }
  }

  private byte[] takeAll() {
    if (queue.size() == 1) {
      queuedBytes = 0;
      return queue.poll();
    }
    var all = new byte[(int) queuedBytes];
    int at = 0;
    for (byte[] piece = queue.poll(); piece != null; piece = queue.poll()) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    queuedBytes = 0;
    return all;
  }

  private void awaitThaw() {
    lock.lock();
    try {
      while (server.frozen() && !closed) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Queues a message; any thread, never waits. */
  public void send(byte[] message) {
    boolean overfull;
    lock.lock();
    try {
      if (closed || closing) {
        return;
      }
      queue.add(message);
      queuedBytes += message.length;
      overfull = queuedBytes > longestQueue;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (overfull) {
      LOG.warn("an AMI client reads too slowly and is cut off");
      close();
    }
  }

  public void send(Frame frame) {
    send(frame.bytes());
  }

  /** Sends what is queued, then closes. */
  void closeAfterWriting() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    server.forget(this);
    try {
      socket.close();
    } catch (IOException ignored) {
      LOG.trace("closing an AMI socket", ignored);
    }
  }

  /** Gives the session its rights; no event goes out before {@code response}, and none after it is missed. */
  void logIn(SimulatorConfig.Account account, Frame response) {
    lock.lock();
    try {
      send(response);
      this.account = account;
      filter.addAll(account.eventFilters());
      writable = account.write();
      readable = account.read();
    } finally {
      lock.unlock();
    }
  }

  boolean loggedIn() {
    return account != null;
  }

  boolean reads(EventClass eventClass, String event) {
    return readable.contains(eventClass) && filter.passes(event);
  }

  boolean mayWrite(Set<EventClass> anyOf) {
    return anyOf.isEmpty() || anyOf.stream().anyMatch(writable::contains);
  }

  /** The {@code Events} action: narrows what is read, never beyond the account's right. */
  void eventMask(String mask) {
    readable = switch (mask.toLowerCase(Locale.ROOT)) {
      case "on", "all", "yes", "true", "1" -> account.read();
      case "off", "none", "no", "false", "0" -> Set.of();
      default -> {
        var wanted = EventClass.parse(mask);
        wanted.retainAll(account.read());
        yield wanted;
      }
    };
  }

  EventFilter filter() {
    return filter;
  }

  String challenge() {
    return challenge;
  }

  void challenge(String value) {
    challenge = value;
  }
}
