package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P17.1: one command starts everything, with what is installed and nothing that tests bring. */
class DemoCommandLabTest {

  private static final Pattern SIGN_IN = Pattern.compile("^  ([a-z_]+) +(\\S+) +(\\S+)$", Pattern.MULTILINE);
  private static final Duration STARTED = Duration.ofMinutes(5);

  @TempDir
  Path folder;

  @Test
  void the_demo_starts_and_each_role_that_it_names_signs_in() throws Exception {
    Path told = folder.resolve("told");
    int port = FreePort.find();
    Process demo = start(told, port);
    try {
      Await.until(() -> !demo.isAlive() || said(told).contains("Ctrl+C"), STARTED, () -> said(told));
      assertTrue(demo.isAlive(), () -> said(told));
      assertTrue(said(told).contains("http://127.0.0.1:" + port), said(told));
      List<String> roles = new ArrayList<>();
      SIGN_IN.matcher(said(told)).results().forEach(line -> {
        try (Guest guest = new Guest(port).signIn(line.group(2), line.group(3))) {
          assertEquals(200, guest.status("GET", "/api/session", null));
          roles.add(line.group(1));
        }
      });
      assertEquals(roles.stream().distinct().toList(), roles);
      assertTrue(roles.containsAll(List.of("scout", "manager", "head", "admin")), roles::toString);
    } finally {
      demo.destroy();
      assertTrue(demo.waitFor(60, TimeUnit.SECONDS), "it does not stop");
    }
  }

  private Process start(Path told, int port) throws IOException {
    List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
    command.addAll(InstalledJars.arguments());
    command.add("demo");
    var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
        .redirectOutput(told.toFile());
    process.environment().put("SCOUTLINE_DEMO_PORT", String.valueOf(port));
    return process.start();
  }

  private static String said(Path told) {
    try {
      return Files.readString(told);
    } catch (IOException failed) {
      return failed.toString();
    }
  }
}
