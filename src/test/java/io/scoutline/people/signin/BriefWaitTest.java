package io.scoutline.people.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** P17.6: who can go on without the database does not wait for it. */
class BriefWaitTest {

  private final BriefWait<String, Integer> wait =
      new BriefWait<>(Duration.ofSeconds(60), Duration.ofSeconds(10), InstantSource.system());

  @Test
  void who_asks_after_an_answer_has_come_is_given_a_new_one() {
    var asked = new AtomicInteger();
    for (int number = 1; number <= 20_000; number++) {
      assertEquals(Optional.of(number), wait.ask("one session", asked::incrementAndGet));
    }
  }

  @Test
  void who_asks_for_something_else_does_not_wait_for_the_first() throws Exception {
    var asking = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    CompletableFuture<Optional<Integer>> first = onItsOwnThread(() -> wait.ask("one session", () -> {
      asking.countDown();
      await(answered);
      return 1;
    }));
    asking.await();

    assertEquals(Optional.of(2), wait.ask("another", () -> 2));
    answered.countDown();
    assertEquals(Optional.of(1), first.join());
  }

  private static <T> CompletableFuture<T> onItsOwnThread(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
