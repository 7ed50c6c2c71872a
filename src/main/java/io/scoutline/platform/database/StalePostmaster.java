package io.scoutline.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);

  static void stop(Path cluster) throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    ProcessHandle process = lines.isEmpty() ? null : find(lines.getFirst(), cluster);
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
