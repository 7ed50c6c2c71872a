package io.scoutline.calls.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.Await;
import io.scoutline.calls.Line;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxListener;
import io.scoutline.platform.OwnLoop;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P2.5: events that the owner of call state cannot take yet wait at the PBX, not here, and none is lost. */
class HeldUpLinkTest {

  private static final PbxName PBX = new PbxName("main");
  private static final int MOST = 5;
  private static final int EVENTS = 200;

  @Test
  @DisplayName("P2.5: a link whose events find no room is held up, and everything comes in its order afterwards")
  void a_link_is_held_up_while_its_events_find_no_room() throws InterruptedException {
    var folded = new CopyOnWriteArrayList<Integer>();
    try (var loop = new OwnLoop()) {
      var stream = new CallStream(loop.context(), Map.of(PBX, new Line().tracker), MOST);
      stream.follow(change -> folded.add(Integer.parseInt(change.call().linkedids().getFirst())));
      PbxListener link = stream.listenerFor(PBX);
      var busy = new CountDownLatch(1);
      loop.context().runOnContext(_ -> await(busy));
      Thread reader = Thread.ofVirtual().start(() -> IntStream.range(0, EVENTS).forEach(n -> link.on(begun(n))));

      Await.until(() -> stream.heldUp() == 1, "nobody holds the link up");
      assertEquals(MOST, stream.depth());
      assertTrue(reader.isAlive());
      link.on(new PbxEvent.LinkDown(Instant.EPOCH, 1, "lost")); // what the link says of itself never waits
      busy.countDown();

      reader.join();
      Await.until(() -> folded.size() == EVENTS, () -> "only " + folded.size() + " came");
      assertEquals(IntStream.range(0, EVENTS).boxed().toList(), List.copyOf(folded));
    }
  }

  @Test
  @DisplayName("P2.5: a link that is held up does not hold up another")
  void each_link_has_room_of_its_own() {
    var other = new PbxName("other");
    try (var loop = new OwnLoop()) {
      var stream = new CallStream(loop.context(), Map.of(PBX, new Line().tracker, other, new Line().tracker), MOST);
      PbxListener full = stream.listenerFor(PBX);
      var busy = new CountDownLatch(1);
      loop.context().runOnContext(_ -> await(busy));
      IntStream.range(0, MOST).forEach(n -> full.on(begun(n)));
      Thread.ofVirtual().start(() -> full.on(begun(MOST)));
      Await.until(() -> stream.heldUp() == 1, "nobody holds the link up");

      stream.listenerFor(other).on(begun(0));

      assertEquals(MOST + 1, stream.depth());
      busy.countDown();
      Await.until(() -> stream.depth() == 0, "something stays");
    }
  }

  private static PbxEvent begun(int number) {
    String id = Integer.toString(number);
    return new PbxEvent.ChannelCreated(Instant.EPOCH, Line.channel(id, id, "PJSIP/trunk-" + id),
        ChannelState.RING, "+74951234567", "", "scoutline-incoming", "74950000000");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
