package io.scoutline.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Graceful stop: P17.3. */
class LifecycleTest {

  private final List<String> stopped = Collections.synchronizedList(new ArrayList<>());
  private final Lifecycle lifecycle = new Lifecycle();

  private Lifecycle.Stopper noting(String name) {
    return () -> stopped.add(name);
  }

  @Test
  void what_was_started_last_is_stopped_first() {
    lifecycle.onStop("database", Duration.ofSeconds(9), noting("database"))
        .onStop("writer", Duration.ofSeconds(9), noting("writer"))
        .onStop("web", Duration.ofSeconds(9), noting("web"));
    assertEquals(List.of(), lifecycle.stop());
    assertEquals(List.of("web", "writer", "database"), stopped);
  }

  @Test
  void a_part_that_fails_or_hangs_is_named_and_holds_up_no_other() throws Exception {
    var never = new CountDownLatch(1);
    lifecycle.onStop("database", Duration.ofSeconds(9), noting("database"))
        .onStop("broken", Duration.ofSeconds(9), () -> {
          throw new IllegalStateException("no");
        })
        .onStop("hanging", Duration.ofMillis(50), never::await);
    assertEquals(List.of("hanging", "broken"), lifecycle.stop());
    assertEquals(List.of("database"), stopped);
  }

  @Test
  void it_stops_once_and_what_comes_late_is_stopped_at_once() {
    lifecycle.onStop("a", Duration.ofSeconds(9), noting("a"));
    lifecycle.stop();
    lifecycle.stop();
    lifecycle.onStop("late", Duration.ofSeconds(9), noting("late"));
    assertEquals(List.of("a", "late"), stopped);
  }

  @Test
  void a_terminated_process_stops_in_order_before_it_ends() throws Exception {
    Process process = new ProcessBuilder(
        ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
        Terminated.class.getName()).redirectErrorStream(true).start();
    try (var out = process.inputReader()) {
      String line;
      while ((line = out.readLine()) != null && !line.equals("ready")) {
        assertTrue(process.isAlive() || line != null, line);
      }
      process.toHandle().destroy();
      var rest = out.lines().toList();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      assertTrue(rest.indexOf("web stopped") >= 0 && rest.indexOf("web stopped") < rest.indexOf("writer stopped"),
          rest.toString());
    } finally {
      process.destroyForcibly();
    }
  }

  /** A process of its own that only waits for its end. */
  static final class Terminated {
    public static void main(String[] args) throws Exception {
      new Lifecycle()
          .onStop("writer", Duration.ofSeconds(9), () -> System.out.println("writer stopped"))
          .onStop("web", Duration.ofSeconds(9), () -> System.out.println("web stopped"))
          .stopOnSignal();
      System.out.println("ready");
      Thread.currentThread().join();
    }
  }
}
