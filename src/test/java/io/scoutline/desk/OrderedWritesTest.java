package io.scoutline.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P2.5, P17.6: what the desks write down keeps its order, and a stop does not cut it off. */
class OrderedWritesTest {

  @Test
  void closing_waits_for_all_that_was_given_and_keeps_its_order() {
    List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    var slow = new CountDownLatch(1);
    try (var writes = new OrderedWrites(Duration.ofSeconds(30))) {
      writes.execute(() -> await(slow));
      IntStream.range(0, 200).forEach(i -> writes.execute(() -> written.add(i)));
      slow.countDown();
    }
    assertEquals(IntStream.range(0, 200).boxed().toList(), written);
  }

  @Test
  void closing_does_not_wait_for_ever_and_what_comes_after_it_hurts_nobody() {
    var never = new CountDownLatch(1);
    var writes = new OrderedWrites(Duration.ofMillis(50));
    writes.execute(() -> await(never));
    writes.close();
    List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    writes.execute(() -> written.add(1));
    assertTrue(written.isEmpty());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException cutShort) {
      Thread.currentThread().interrupt();
    }
  }
}
