package io.scoutline.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.Await;
import io.scoutline.platform.database.Database;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P17.6: whatever its owner works off, nobody else's connection falls silent. */
class OwnLoopTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  @Test
  void a_backlog_on_the_loop_holds_up_no_statement_whoever_asks() throws Exception {
    Vertx vertx = Vertx.vertx();
    var over = new CountDownLatch(1);
    try (var loop = new OwnLoop();
        var database = Database.open(vertx, postgres.address(), "test", 20, Duration.ofSeconds(20),
            new SimpleMeterRegistry())) {
      loop.context().runOnContext(_ -> await(over));
      var asked = IntStream.range(0, 20).mapToObj(number -> CompletableFuture.supplyAsync(
          () -> database.exactlyOne("SELECT $1::integer", row -> row.getInteger(0), number),
          work -> Thread.ofVirtual().start(work))).toList();
      for (int number = 0; number < asked.size(); number++) {
        assertEquals(number, asked.get(number).get(60, TimeUnit.SECONDS));
      }
      over.countDown();
    } finally {
      over.countDown();
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void what_is_handed_over_is_done_in_order_and_what_comes_again_ends_with_its_timers() throws Exception {
    var done = new AtomicInteger();
    var beats = new AtomicInteger();
    var loop = new OwnLoop();
    loop.every(Duration.ofMillis(5), beats::incrementAndGet);
    for (int number = 0; number < 100; number++) {
      int before = number;
      loop.context().runOnContext(_ -> done.compareAndSet(before, before + 1));
    }
    Await.until(() -> beats.get() >= 3, "it does not come again");
    loop.stopTimers();
    assertEquals(100, after(loop, done));
    int beaten = after(loop, beats);
    Await.elapse(Duration.ofMillis(100));
    assertEquals(beaten, after(loop, beats));
    loop.close();
    assertThrows(RejectedExecutionException.class, () -> loop.context().runOnContext(_ -> done.set(0)));
  }

  /** What it is once everything handed over before is done. */
  private static int after(OwnLoop loop, AtomicInteger number) throws Exception {
    var read = new CompletableFuture<Integer>();
    loop.context().runOnContext(_ -> read.complete(number.get()));
    return read.get(20, TimeUnit.SECONDS);
  }

  private static void await(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
