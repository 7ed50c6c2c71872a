package io.scoutline.pbx.simulator;

import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import io.scoutline.pbx.simulator.wire.ManagerRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A bare AMI client that keeps every frame as it came over the socket. */
final class AmiProbe implements AutoCloseable {
  /** One message: its header lines in order. */
  record Message(List<ManagerRequest.Header> headers) {
    String get(String name) {
      return headers.stream().filter(header -> header.name().equals(name)).map(ManagerRequest.Header::value)
          .findFirst().orElse("");
    }

    String event() {
      return get("Event");
    }

    List<String> keys() {
      return headers.stream().map(ManagerRequest.Header::name).toList();
    }
  }

  /** The usual account, without filters. */
  static final SimulatorConfig.Account SEES_EVERYTHING =
      SimulatorConfig.Account.of("scoutline", "scoutline", "call,agent,reporting", "call,reporting", List.of());

  private final Socket socket;
  private final List<Message> messages = new ArrayList<>();
  private String banner = "";
  private boolean ended;

  AmiProbe(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    Thread.ofVirtual().start(this::read);
  }

  static AmiProbe loggedIn(int port) throws Exception {
    var probe = new AmiProbe(port);
    probe.send("Action: Login", "Username: scoutline", "Secret: scoutline", "ActionID: login");
    probe.await(message -> message.get("ActionID").equals("login"));
    return probe;
  }

  private void read() {
    try (var input = new BufferedInputStream(socket.getInputStream())) {
      var first = new StringBuilder();
      for (int c = input.read(); c != '\n' && c >= 0; c = input.read()) {
        first.append((char) c);
      }
      synchronized (this) {
        banner = first + "\n";
        notifyAll();
      }
      for (var next = ManagerRequest.read(input); next != null; next = ManagerRequest.read(input)) {
        synchronized (this) {
          messages.add(new Message(next.headers()));
          notifyAll();
        }
      }
    } catch (IOException closed) {
      // told below
    }
    synchronized (this) {
      ended = true;
      notifyAll();
    }
  }

  void send(String... lines) throws IOException {
    var text = String.join("\r\n", lines) + "\r\n\r\n";
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  Message ask(String id, String... lines) throws Exception {
    var all = new ArrayList<>(List.of(lines));
    all.add("ActionID: " + id);
    send(all.toArray(String[]::new));
    return await(message -> message.get("ActionID").equals(id) && !message.get("Response").isEmpty());
  }

  Message awaitEvent(String event) throws Exception {
    return await(message -> message.event().equals(event));
  }

  synchronized Message await(Predicate<Message> wanted) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    int looked = 0;
    while (true) {
      for (; looked < messages.size(); looked++) {
        if (wanted.test(messages.get(looked))) {
          return messages.get(looked);
        }
      }
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0 || ended) {
        throw new AssertionError("not seen; " + (ended ? "the connection ended; " : "") + messages);
      }
      wait(left);
    }
  }

  synchronized boolean awaitEnd() throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!ended && System.nanoTime() < until) {
      wait(200);
    }
    return ended;
  }

  synchronized String banner() throws InterruptedException {
    while (banner.isEmpty() && !ended) {
      wait(1000);
    }
    return banner;
  }

  synchronized List<Message> events() {
    return messages.stream().filter(message -> !message.event().isEmpty()).toList();
  }

  synchronized List<Message> events(String name) {
    return messages.stream().filter(message -> message.event().equals(name)).toList();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
