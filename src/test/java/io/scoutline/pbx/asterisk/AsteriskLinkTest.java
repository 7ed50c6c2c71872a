package io.scoutline.pbx.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.LinkFault;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.PbxEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The sessions of a link, one after another: nothing is lost in one, nothing outlives it. */
class AsteriskLinkTest extends LinkCase {

  @Test
  void a_link_comes_up_with_the_version_and_lists_the_channels_at_once() {
    var link = link(new PolitePbx());
    var up = heard.await(PbxEvent.LinkUp.class);
    assertEquals(1, up.session());
    assertTrue(up.version().startsWith("22.10.1"));
    heard.await(PbxEvent.Resynced.class);
    var state = assertInstanceOf(LinkState.Up.class, link.linkState());
    assertEquals(Set.of(), state.warnings());
  }

  @Test
  void events_that_come_before_the_link_counts_as_up_follow_the_link_up_in_their_order() {
    link(new PolitePbx() {
      @Override
      protected void loggedIn(ScriptedAmi.Line line) throws IOException {
        line.message(newChannel("1.1", "Early"));
        line.message(newChannel("1.2", "Bird"));
      }
    });
    heard.await(PbxEvent.ChannelCreated.class, 2);
    assertInstanceOf(PbxEvent.LinkUp.class, heard.events().getFirst());
    assertEquals(List.of("1.1", "1.2"),
        heard.of(PbxEvent.ChannelCreated.class).stream().map(event -> event.channel().uniqueid()).toList());
  }

  @Test
  void a_cut_connection_is_a_link_down_and_a_new_session() throws IOException {
    var pbx = pbx(new PolitePbx());
    var link = link(pbx);
    heard.await(PbxEvent.Resynced.class);
    pbx.cut();
    heard.await(PbxEvent.Resynced.class, 2);
    assertEquals(1, heard.await(PbxEvent.LinkDown.class).session());
    assertEquals(2, heard.of(PbxEvent.LinkUp.class).getLast().session());
    assertEquals(2, link.figures().sessions());
  }

  @Test
  void nothing_of_a_session_is_heard_after_its_end() throws IOException {
    var pbx = pbx(new PolitePbx() {
      @Override
      protected void loggedIn(ScriptedAmi.Line line) throws IOException {
        for (int number = 0; number < 2_000; number++) {
          line.message(newChannel(line.number + "." + number, "Anna"));
        }
      }
    });
    link(pbx);
    heard.await(PbxEvent.LinkUp.class);
    pbx.cut();
    heard.await(PbxEvent.LinkUp.class, 2);
    long session = 0;
    for (PbxEvent event : heard.events()) {
      switch (event) {
        case PbxEvent.LinkUp up -> session = up.session();
        case PbxEvent.LinkDown _ -> session = 0;
        case PbxEvent.ChannelCreated created ->
            assertEquals(Long.toString(session), created.channel().uniqueid().split("\\.")[0]);
        default -> { }
      }
    }
  }

  @Test
  void the_first_login_is_retried_like_any_other() throws IOException {
    int port;
    try (var nobody = new ScriptedAmi(new PolitePbx())) {
      port = nobody.port();
    }
    var link = link(port);
    awaitFault(link, LinkFault.REFUSED);
    assertEquals("refused", heard.await(PbxEvent.LinkDown.class).reason());
    var down = assertInstanceOf(LinkState.Down.class, link.linkState());
    assertEquals(1, heard.of(PbxEvent.LinkDown.class).size());
    assertTrue(down.detail().contains(Integer.toString(port)));
  }

  @Test
  @DisplayName("pain 3: a burst of 40,000 events to a slow listener loses none of them")
  void a_burst_to_a_slow_listener_loses_nothing() throws InterruptedException {
    int burst = 40_000;
    var begin = new CountDownLatch(1);
    var pbx = pbx(new PolitePbx() {
      @Override
      protected void loggedIn(ScriptedAmi.Line line) {
        Thread.ofVirtual().start(() -> burst(line, begin, burst));
      }
    });
    var numbers = new ArrayList<Integer>(burst);
    var all = new CountDownLatch(burst);
    var link = link(pbx.port(), event -> {
      if (event instanceof PbxEvent.ChannelCreated created) {
        long until = System.nanoTime() + 100_000;
        while (System.nanoTime() < until) {
          Thread.onSpinWait();
        }
        numbers.add(Integer.parseInt(created.channel().uniqueid().substring(2)));
        all.countDown();
      } else {
        heard.on(event);
      }
    });
    heard.await(PbxEvent.Resynced.class);
    begin.countDown();
    assertTrue(all.await(5, TimeUnit.MINUTES), () -> all.getCount() + " are missing");
    assertTrue(numbers.equals(IntStream.range(0, burst).boxed().toList()), "not in the order in which they came");
    assertEquals(0, link.figures().drops());
    assertEquals(1, link.figures().sessions());
  }

  private static void burst(ScriptedAmi.Line line, CountDownLatch begin, int count) {
    try {
      begin.await();
      for (int index = 0; index < count; index++) {
        line.message(PolitePbx.newChannel("1." + index, "Anna"));
      }
    } catch (IOException | InterruptedException cut) {
      throw new IllegalStateException(cut);
    }
  }

  @Test
  void a_listener_that_fails_does_not_stop_the_next_event() {
    link(pbx(new PolitePbx()).port(), event -> {
      heard.on(event);
      if (event instanceof PbxEvent.LinkUp) {
        throw new IllegalStateException("on purpose");
      }
    });
    heard.await(PbxEvent.Resynced.class);
  }

  @Test
  void a_stopped_link_says_so_and_begins_no_new_session() {
    var pbx = pbx(new PolitePbx());
    var link = link(pbx);
    heard.await(PbxEvent.Resynced.class);
    link.close();
    assertEquals(LinkFault.STOPPED, ((LinkState.Down) link.linkState()).fault());
    assertEquals("stopped", heard.of(PbxEvent.LinkDown.class).getLast().reason());
    assertEquals(1, pbx.connections());
  }

  @Test
  void two_links_to_two_pbxs_do_not_touch_each_other() throws IOException {
    var first = pbx(new PolitePbx());
    var other = new Heard();
    link(first);
    link(pbx(new PolitePbx()).port(), other);
    heard.await(PbxEvent.Resynced.class);
    other.await(PbxEvent.Resynced.class);
    first.cut();
    heard.await(PbxEvent.LinkUp.class, 2);
    assertEquals(1, other.of(PbxEvent.LinkUp.class).size());
  }
}
