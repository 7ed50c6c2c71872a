package io.scoutline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scoutline.config.ConfigReader;
import io.scoutline.platform.TestDatabase;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.VertxWrapper;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P17.3: a server that was stopped leaves nothing behind in a process that goes on. */
class StopTest {

  private static final Set<String> OUR_THREADS = Set.of("recordings-", "password-", "route-server", "clients-import");

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @TempDir
  Path folder;

  private final Ticks vertx = new Ticks((VertxInternal) Vertx.vertx());

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_server_started_twice_in_one_process_leaves_no_tick_and_no_thread_of_either() {
    Set<String> threadsBefore = threads();
    var first = new ReadClock();
    try (App app = app(first)) {
      app.start();
      Await.until(() -> first.reads.get() > 20, "it never looked at its clock");
      assertFalse(vertx.running.isEmpty());
    }
    assertEquals(Set.of(), vertx.running, "ticks of the first");
    Await.until(() -> threads().equals(threadsBefore), () -> "threads are left: " + threads());
    var second = new ReadClock();
    try (App app = app(second)) {
      app.start();
      Await.until(() -> second.reads.get() > 20, "it never looked at its clock");
      long before = first.reads.get();
      long begun = second.reads.get();
      Await.until(() -> second.reads.get() > begun + 20, "it does not tick");
      assertEquals(before, first.reads.get(), "the first still looks at its clock");
    }
    assertEquals(Set.of(), vertx.running, "ticks of the second");
  }

  @Test
  void a_server_that_was_wired_and_never_started_leaves_no_tick_either() {
    app(new ReadClock()).close();
    assertEquals(Set.of(), vertx.running);
  }

  private App app(Clock clock) {
    var address = postgres.address();
    return new App(vertx, ConfigReader.read(new JsonObject()
        .put("http", new JsonObject().put("port", 0)).put("management", new JsonObject().put("port", 0))
        .put("agi", new JsonObject().put("port", 0)).put("trial", true).put("data", folder.resolve("data").toString())
        .put("database", new JsonObject().put("host", address.host()).put("port", address.port())
            .put("name", address.name()).put("user", address.user()).put("password", address.password()))),
        Optional.empty(), clock, new SecureRandom(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
        .filter(name -> OUR_THREADS.stream().anyMatch(name::startsWith))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Knows which periodic timers are running. */
  private static final class Ticks extends VertxWrapper {

    final Set<Long> running = new ConcurrentSkipListSet<>();

    Ticks(VertxInternal vertx) {
      super(vertx);
    }

    @Override
    public long setPeriodic(long initialDelay, long delay, Handler<Long> handler) {
      long timer = super.setPeriodic(initialDelay, delay, handler);
      running.add(timer);
      return timer;
    }

    @Override
    public boolean cancelTimer(long timer) {
      running.remove(timer);
      return super.cancelTimer(timer);
    }
  }

  /** Counts how often it is looked at. */
  private static final class ReadClock extends Clock {

    final AtomicLong reads = new AtomicLong();

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      reads.incrementAndGet();
      return Instant.now();
    }
  }
}
