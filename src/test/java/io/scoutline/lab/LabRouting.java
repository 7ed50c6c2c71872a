package io.scoutline.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A FastAGI server that answers the dialplan's question with what a test says, so that the lab can be tested without
 * the server. Thread-safe.
 */
public final class LabRouting implements AutoCloseable {

  /** What the dialplan asked: AGI's own variables and the parameters of the address. */
  public record Question(Map<String, String> agi, String attempt, String last) {}

  /** The variables to set, in order; none is an answer too. */
  public record Answer(List<String> assignments) {

    public static Answer ring(String extensions, int seconds) {
      return new Answer(List.of("ROUTE_TO " + extensions, "ROUTE_SECONDS " + seconds, "ROUTE_KIND ring"));
    }

    public static Answer of(String kind) {
      return new Answer(List.of("ROUTE_KIND " + kind));
    }

    public static Answer nothing() {
      return new Answer(List.of());
    }
  }

  private final ServerSocket server;
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private volatile Function<Question, Answer> rule = question -> Answer.of("queue");

  public LabRouting(InetSocketAddress address) {
    try {
      server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(address, 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("lab-routing").start(this::serve);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** From now on answers by {@code rule}; a rule that never returns is a server that hangs. */
  public void answer(Function<Question, Answer> by) {
    questions.clear();
    rule = by;
  }

  /** Everything asked since the last {@link #answer}. */
  public List<Question> questions() {
    return List.copyOf(questions);
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().name("lab-routing-question").start(() -> talk(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket; BufferedReader in = new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      Question question = question(in);
      questions.add(question);
      for (String assignment : rule.apply(question).assignments()) {
        String[] parts = assignment.split(" ", 2);
        socket.getOutputStream().write(("SET VARIABLE " + parts[0] + " \"" + parts[1] + "\"\n")
            .getBytes(StandardCharsets.UTF_8));
        in.readLine();
      }
    } catch (IOException theCallerHungUp) {
      // Nothing to answer any more.
    }
  }

  private static Question question(BufferedReader in) throws IOException {
    Map<String, String> agi = new HashMap<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(": ");
      agi.put(line.substring(0, Math.max(0, colon)), line.substring(colon + 2));
    }
    Map<String, String> parameters = new HashMap<>();
    String script = agi.getOrDefault("agi_network_script", "");
    for (String pair : script.substring(script.indexOf('?') + 1).split("&")) {
      parameters.put(pair.split("=")[0], pair.substring(pair.indexOf('=') + 1));
    }
    return new Question(agi, parameters.get("attempt"), parameters.get("last"));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
