package io.scoutline;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A cable between the server and a PBX's manager interface that does, by its seed, what cables and PBXs do wrong: what
 * the PBX says is lost, doubled, late, out of order, in pieces or between garbage, and the connection ends in any way
 * in any state. Which of its messages are hit follows from the seed; what they are by then is the clocks' affair.
 */
final class FaultyLine implements AutoCloseable {

  enum Fault { LOST, DOUBLED, LATE, SPLIT, GARBAGE, STALLED, CUT, CUT_SHORT, RESET, HALF_OPEN }

  private static final List<Fault> ENDS = List.of(Fault.CUT, Fault.CUT_SHORT, Fault.RESET, Fault.HALF_OPEN);
  private static final int TICK_MS = 100;
  private static final List<String> GARBAGE = List.of("Event: Hangup\r\n\r\n", "\u0000\u0001\u00ff\r\n: : :\r\n\r\n",
      "Event: Newstate\r\nUniqueid: \r\nLinkedid: \r\nChannelState: x\r\n\r\n", "x".repeat(20_000) + "\r\n\r\n",
      "Response: Success\r\nActionID: nobody's\r\nMessage: yes\r\n\r\n", "Event: BridgeEnter\r\nUniqueid: 1.1\r\n\r\n",
      "Event: Newchannel\r\nActionID: 1\r\nActionID: 2\r\nEvent: Hangup\r\n\r\n", "\r\n\r\n\r\n");

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final Map<Fault, AtomicInteger> done = new ConcurrentHashMap<>();
  private final AtomicInteger told = new AtomicInteger();
  private final long seed;
  private final int pbxPort;
  private volatile boolean honest;

  FaultyLine(long seed, int pbxPort) throws IOException {
    this.seed = seed;
    this.pbxPort = pbxPort;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** What it has done so far. */
  Map<Fault, AtomicInteger> done() {
    return done;
  }

  /** Whether it has ended a connection. */
  boolean hasEnded() {
    return ENDS.stream().anyMatch(done::containsKey);
  }

  /** Does nothing wrong any more, and begins with a new connection. */
  void mend() {
    honest = true;
    connections.forEach(Connection::close);
  }

  private void accept() {
    try {
      while (true) {
        Socket near = door.accept();
        try {
          var connection = new Connection(near, new Socket(InetAddress.getLoopbackAddress(), pbxPort));
          connections.add(connection);
          connection.start();
        } catch (IOException nobodyThere) {
          near.close();
        }
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  private void did(Fault fault) {
    done.computeIfAbsent(fault, _ -> new AtomicInteger()).incrementAndGet();
  }

  @Override
  public void close() throws IOException {
    door.close();
    connections.forEach(Connection::close);
  }

  private final class Connection {

    /** A message that comes after so many others. */
    private record Held(byte[] message, int after) {}

    private final Socket near;
    private final Socket far;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final List<Held> held = new ArrayList<>();
    private Random random = new Random(seed);
    /** The how manieth it is of those on which the PBX has told of anything. */
    private int number;
    /** With which of the PBX's events it ends: always for the first, sometimes for the second, never for others. */
    private int ends;
    private int events;

    Connection(Socket near, Socket far) throws IOException {
      this.near = near;
      this.far = far;
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      far.setSoTimeout(TICK_MS);
    }

    private void tellsForTheFirstTime() {
      number = told.getAndIncrement();
      random = new Random(seed * 1_000 + number);
      ends = switch (number) {
        case 0 -> 1 + random.nextInt(60);
        case 1 -> random.nextBoolean() ? 1 + random.nextInt(100) : Integer.MAX_VALUE;
        default -> Integer.MAX_VALUE;
      };
    }

    void start() {
      // Of their own: a cable does not wait until a busy server has a turn for it.
      Thread.ofPlatform().daemon().start(this::ask);
      Thread.ofPlatform().daemon().start(this::tell);
    }

    private void ask() {
      try (near; far) {
        near.getInputStream().transferTo(far.getOutputStream());
      } catch (IOException over) {
        // Ended from either side.
      }
    }

    private void tell() {
      try (near; far) {
        var in = new BufferedInputStream(far.getInputStream());
        near.getOutputStream().write(read(in, "\r\n"));
        for (byte[] message = read(in, "\r\n\r\n"); message != null; message = read(in, "\r\n\r\n")) {
          pass(message);
        }
      } catch (IOException over) {
        // Ended from either side, or by us.
      }
    }

    /** Up to this end; null at the end of everything. What is late does not wait for what never comes. */
    private byte[] read(InputStream in, String end) throws IOException {
      byte[] last = end.getBytes(StandardCharsets.US_ASCII);
      partial.reset();
      while (true) {
        try {
          int next = in.read();
          if (next < 0) {
            return null;
          }
          partial.write(next);
          byte[] soFar = next == '\n' ? partial.toByteArray() : new byte[0];
          if (soFar.length >= last.length && Arrays.equals(soFar, soFar.length - last.length, soFar.length, last, 0,
              last.length)) {
            return soFar;
          }
        } catch (SocketTimeoutException quiet) {
          release(Integer.MAX_VALUE);
        }
      }
    }

    private void pass(byte[] message) throws IOException {
      boolean event = new String(message, 0, 6, StandardCharsets.US_ASCII).equals("Event:");
      if (honest || !event) {
        write(message);
        return;
      }
      if (events == 0) {
        tellsForTheFirstTime();
      }
      events++;
      if (events >= ends) {
        end(message);
      }
      if (hits(Fault.STALLED, 0.01)) {
        LockSupport.parkNanos(1_000_000L * random.nextInt(200));
      }
      if (hits(Fault.GARBAGE, 0.01)) {
        write(GARBAGE.get(random.nextInt(GARBAGE.size())).getBytes(StandardCharsets.ISO_8859_1));
      }
      if (hits(Fault.DOUBLED, 0.02)) {
        held.add(new Held(message, events + random.nextInt(30)));
      }
      if (hits(Fault.LATE, 0.03)) {
        held.add(new Held(message, events + 1 + random.nextInt(12)));
      } else if (!hits(Fault.LOST, 0.01)) {
        write(message);
      }
      release(events);
    }

    private boolean hits(Fault fault, double chance) {
      boolean hit = random.nextDouble() < chance;
      if (hit) {
        did(fault);
      }
      return hit;
    }

    private void release(int upTo) throws IOException {
      for (Iterator<Held> each = held.iterator(); each.hasNext();) {
        Held one = each.next();
        if (one.after() <= upTo) {
          each.remove();
          write(one.message());
        }
      }
    }

    private void write(byte[] message) throws IOException {
      OutputStream out = near.getOutputStream();
      int from = 0;
      while (!honest && message.length - from > 2 && hits(Fault.SPLIT, 0.05)) {
        int piece = 1 + random.nextInt(message.length - from - 1);
        out.write(message, from, piece);
        out.flush();
        Thread.yield();
        from += piece;
      }
      out.write(message, from, message.length - from);
    }

    /** In one of four ways; the half-open one lasts until the server has had enough. */
    private void end(byte[] message) throws IOException {
      Fault how = ENDS.get((int) ((seed + number) % ENDS.size()));
      did(how);
      switch (how) {
        case CUT_SHORT -> near.getOutputStream().write(message, 0, message.length / 2);
        case RESET -> near.setSoLinger(true, 0);
        case HALF_OPEN -> {
          while (!near.isClosed() && !honest) {
            LockSupport.parkNanos(1_000_000L * TICK_MS);
          }
        }
        case CUT, LOST, DOUBLED, LATE, SPLIT, GARBAGE, STALLED -> { }
      }
      throw new IOException("the line ends here");
    }

    void close() {
      try (near; far) {
        held.clear();
      } catch (IOException gone) {
        // It is closed.
      }
    }
  }
}
