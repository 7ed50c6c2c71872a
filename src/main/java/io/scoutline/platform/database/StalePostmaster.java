package io.scoutline.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL outlives a server that was killed. Whoever holds the folder's lock may stop it; it is asked to stop, and
 * never killed, for its children must go first.
 */
final class StalePostmaster {

  private static final Logger LOG = LoggerFactory.getLogger(StalePostmaster.class);
  private static final String PID_FILE = "postmaster.pid";
  private static final int PORT_LINE = 3;
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);

  static void stop(Path cluster) throws IOException {
    ProcessHandle process = find(cluster);
    if (process == null) {
      return;
    }
    LOG.warn("A PostgreSQL of an earlier run still serves {}; stopping it", cluster);
    // SIGINT is its fast shutdown; SIGTERM would wait for clients
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start();
    try {
      process.onExit().get(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      throw new IOException("the PostgreSQL of an earlier run (process " + process.pid() + ") does not stop", late);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  /** Where the PostgreSQL listens that serves this folder now, whoever started it; empty when none does. */
  static OptionalInt port(Path cluster) throws IOException {
    if (find(cluster) == null) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(Files.readAllLines(cluster.resolve(PID_FILE)).get(PORT_LINE).strip()));
  }

  private static ProcessHandle find(Path cluster) throws IOException {
    Path pidFile = cluster.resolve(PID_FILE);
    List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
    return lines.size() <= PORT_LINE ? null : find(lines.getFirst(), cluster);
  }

  /** The number may have gone to another process since; only one that serves this very folder counts. */
  private static ProcessHandle find(String pid, Path cluster) throws IOException {
    ProcessHandle process = ProcessHandle.of(Long.parseLong(pid.strip())).orElse(null);
    if (process == null || !process.isAlive()) {
      return null;
    }
    Path commandLine = Path.of("/proc", pid.strip(), "cmdline");
    if (Files.isReadable(commandLine)) {
      List<String> words = List.of(Files.readString(commandLine).split("\0"));
      return words.getFirst().endsWith("postgres") && words.contains(cluster.toString()) ? process : null;
    }
    return process;
  }
}
