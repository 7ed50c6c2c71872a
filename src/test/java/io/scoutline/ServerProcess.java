package io.scoutline;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The server as it is installed: its own {@code Main} in a process of its own, so that it can be killed, and its
 * processor time is told apart from that of whatever it works with. Its database is a further process, not counted.
 */
public final class ServerProcess implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofSeconds(90);

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Answers when this returns. */
  public static ServerProcess start(Path folder, JsonObject config) throws IOException, InterruptedException {
    Path file = folder.resolve("scoutline.yaml");
    Files.writeString(file, config.encodePrettily());
    var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
    command.addAll(InstalledJars.arguments());
    command.addAll(List.of("--config", file.toString()));
    var process = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile())).start();
    var server = new ServerProcess(process);
    try {
      server.awaitAnswer(config.getJsonObject("http").getInteger("port"));
      return server;
    } catch (IOException | InterruptedException | RuntimeException never) {
      server.close();
      throw never;
    }
  }

  private void awaitAnswer(int port) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/about")).build();
    try (var http = HttpClient.newHttpClient()) {
      while (process.isAlive() && System.nanoTime() < deadline) {
        try {
          if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          process.waitFor(100, TimeUnit.MILLISECONDS);
        }
      }
    }
    throw new IllegalStateException("the server did not answer; its log is server.log in its folder");
  }

  public long pid() {
    return process.pid();
  }

  /** Processor time it has used so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow(() -> new IllegalStateException("the server is gone"));
  }

  /** Without a goodbye, like a power cut; over when this returns. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
