package io.scoutline.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.platform.database.DatabaseAway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** P2.5, P17.6: what the desks write down keeps its order, and a stop does not cut it off. */
class OrderedWritesTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void closing_waits_for_all_that_was_given_and_keeps_its_order() {
    List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    var slow = new CountDownLatch(1);
    try (var writes = new OrderedWrites(Duration.ofSeconds(30), meters)) {
      writes.execute(() -> await(slow));
      IntStream.range(0, 200).forEach(i -> writes.execute(() -> written.add(i)));
      slow.countDown();
    }
    assertEquals(IntStream.range(0, 200).boxed().toList(), written);
  }

  @Test
  void closing_does_not_wait_for_ever_and_what_comes_after_it_hurts_nobody() {
    var never = new CountDownLatch(1);
    var writes = new OrderedWrites(Duration.ofMillis(50), meters);
    writes.execute(() -> await(never));
    writes.close();
    List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    writes.execute(() -> written.add(1));
    assertTrue(written.isEmpty());
  }

  @Test
  void what_finds_no_database_is_tried_again_before_all_that_came_after_it() {
    List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    var away = new AtomicInteger(1);
    try (var writes = new OrderedWrites(Duration.ofSeconds(30), meters)) {
      var written3 = new CountDownLatch(3);
      IntStream.range(0, 3).forEach(i -> writes.execute(() -> {
        if (away.getAndDecrement() > 0) {
          throw new DatabaseAway("away", "", null);
        }
        written.add(i);
        written3.countDown();
      }));
      await(written3);
    }
    assertEquals(List.of(0, 1, 2), written);
  }

  @Test
  void what_finds_no_room_is_dropped_and_counted() {
    List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    var slow = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    try (var writes = new OrderedWrites(Duration.ofSeconds(30), 2, meters)) {
      writes.execute(() -> {
        begun.countDown();
        await(slow);
      });
      await(begun);
      IntStream.range(0, 5).forEach(i -> writes.execute(() -> written.add(i)));
      slow.countDown();
    }
    assertEquals(List.of(0, 1), written);
    assertEquals(3, meters.get("scoutline.desk.writes.dropped").counter().count());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException cutShort) {
      Thread.currentThread().interrupt();
    }
  }
}
