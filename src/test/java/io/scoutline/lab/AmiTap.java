package io.scoutline.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A bare AMI client that keeps every frame just as it came, for asserting on what the PBX says and for saving it. It
 * shares no code with the server. Thread-safe.
 */
public final class AmiTap implements AutoCloseable {

  /** One frame; of headers that come twice the first counts. */
  public record Frame(List<String> lines, Map<String, String> headers) {

    static Frame of(List<String> lines) {
      Map<String, String> headers = new LinkedHashMap<>();
      for (String line : lines) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).stripLeading());
        }
      }
      return new Frame(List.copyOf(lines), headers);
    }

    public String get(String header) {
      return headers.getOrDefault(header, "");
    }

    /** A name as it was before AMI escaped it as C does: a backslash before \\, ', ", ? and for control characters. */
    public String name(String header) {
      return get(header).replaceAll("\\\\([\\\\'\"?])", "$1");
    }

    public String event() {
      return get("Event");
    }

    public boolean is(String event, String header, String start) {
      return event().equals(event) && get(header).startsWith(start);
    }

    @Override
    public String toString() {
      return String.join("\r\n", lines) + "\r\n\r\n";
    }
  }

  private final Socket socket;
  private final List<Frame> frames = new ArrayList<>();
  private int actions;

  public AmiTap(AmiAccount account) throws IOException {
    socket = new Socket(account.address().getAddress(), account.address().getPort());
    socket.setTcpNoDelay(true);
    Thread.ofVirtual().name("ami-tap").start(this::read);
    Frame reply = action("Login", Map.of("Username", account.user(), "Secret", account.secret()));
    if (!reply.get("Response").equals("Success")) {
      throw new IOException("login at AMI refused: " + reply.get("Message"));
    }
  }

  private void read() {
    try (BufferedReader in = new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      in.readLine(); // the greeting
      List<String> lines = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isEmpty()) {
          lines.add(line);
        } else if (!lines.isEmpty()) {
          add(Frame.of(lines));
          lines.clear();
        }
      }
    } catch (IOException closed) {
      // The end of the PBX or of this tap.
    }
  }

  private synchronized void add(Frame frame) {
    frames.add(frame);
    notifyAll();
  }

  /** Sends an action and waits for its response. Values are the test's own, nothing is escaped. */
  public Frame action(String name, Map<String, String> values) {
    String id;
    int from;
    synchronized (this) {
      id = "tap-" + ++actions;
      from = frames.size();
    }
    StringBuilder out = new StringBuilder("Action: " + name + "\r\nActionID: " + id + "\r\n");
    values.forEach((key, value) -> out.append(key).append(": ").append(value).append("\r\n"));
    try {
      socket.getOutputStream().write(out.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return await(from, f -> f.get("ActionID").equals(id) && f.headers().containsKey("Response"),
        Duration.ofSeconds(10), "a response to " + name);
  }

  /** Where the stream stands now; later calls look only at what comes after. */
  public synchronized int mark() {
    return frames.size();
  }

  public synchronized List<Frame> since(int mark) {
    return List.copyOf(frames.subList(mark, frames.size()));
  }

  /** The first frame after {@code mark} that fits; fails with everything heard since. */
  public Frame await(int mark, Predicate<Frame> fits, Duration within, String what) {
    long end = System.nanoTime() + within.toNanos();
    synchronized (this) {
      for (int next = mark;;) {
        for (; next < frames.size(); next++) {
          if (fits.test(frames.get(next))) {
            return frames.get(next);
          }
        }
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("no " + what + " within " + within + "; came instead:\n" + since(mark));
        }
        pause(left);
      }
    }
  }

  private void pause(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Waits until nothing has come for a fifth of a second. */
  public void settle() {
    for (int before = -1; before != mark(); ) {
      before = mark();
      synchronized (this) {
        pause(200);
      }
    }
  }

  /** Writes the events since {@code mark} to a file, as they came. */
  public void save(int mark, Path file) {
    StringBuilder out = new StringBuilder();
    since(mark).stream().filter(f -> !f.event().isEmpty()).forEach(out::append);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
