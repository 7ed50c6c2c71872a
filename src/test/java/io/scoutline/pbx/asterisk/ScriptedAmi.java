package io.scoutline.pbx.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A manager interface over a real socket that behaves as badly as a test tells it to. */
public final class ScriptedAmi implements AutoCloseable {

  /** What one connection does, from the first byte to its end. */
  @FunctionalInterface
  public interface Script {
    void play(Line line) throws IOException, InterruptedException;
  }

  /** One connection, from the PBX's side. */
  public static final class Line {
    private final Socket socket;
    private final BufferedReader in;
    final int number;

    Line(Socket socket, int number) throws IOException {
      this.socket = socket;
      this.number = number;
      this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Writes as it is. */
    public synchronized Line say(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return this;
    }

    Line banner() throws IOException {
      return say("Asterisk Call Manager/11.0.0\r\n");
    }

    /** Writes a message of these lines. */
    public Line message(String... lines) throws IOException {
      return say(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** The next action, or null when the other side is gone. */
    Map<String, String> action() throws IOException {
      Map<String, String> headers = new LinkedHashMap<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty() && !headers.isEmpty()) {
          return headers;
        }
        int colon = line.indexOf(':');
        if (colon > 0) {
          headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
      }
      return null;
    }

    void hangUp() throws IOException {
      socket.close();
    }
  }

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile Script script;

  public ScriptedAmi(Script script) {
    this.script = script;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    Thread.ofVirtual().start(this::accept);
  }

  void now(Script other) {
    script = other;
  }

  public int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** Cuts every connection; new ones are welcome. */
  void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        var line = new Line(socket, connections.incrementAndGet());
        Thread.ofVirtual().start(() -> play(line, socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void play(Line line, Socket socket) {
    try (socket) {
      script.play(line);
    } catch (IOException | InterruptedException gone) {
      // the other side left, or the test is over
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }
}
