package io.scoutline.pbx.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pain 2: the channels that a PBX has are asked for whole, and never applied by halves. */
class LinkResyncTest extends LinkCase {

  @Test
  void a_question_for_all_channels_is_marked_before_its_answer() {
    link(new PolitePbx());
    heard.await(PbxEvent.Resynced.class);
    var kinds = heard.events().stream().<Class<?>>map(Object::getClass).toList();
    assertEquals(List.of(PbxEvent.LinkUp.class, PbxEvent.ResyncAsked.class, PbxEvent.Resynced.class), kinds);
  }

  @Test
  void channels_that_the_pbx_has_are_in_the_listing() {
    link(new PolitePbx() {
      @Override
      protected void showChannels(ScriptedAmi.Line line, String id) throws IOException {
        success(line, id, "EventList: start", "Message: Channels will follow");
        line.message(channelListed(id, "1795294000.7"));
        line.message(channelListed(id, "1795294000.9"));
        line.message("Event: CoreShowChannelsComplete", "ActionID: " + id, "EventList: Complete", "ListItems: 2");
      }
    });
    var channels = heard.await(PbxEvent.Resynced.class).channels();
    assertEquals(List.of("1795294000.7", "1795294000.9"),
        channels.stream().map(channel -> channel.channel().uniqueid()).toList());
    assertEquals(Duration.ofSeconds(67), channels.getFirst().age());
    assertEquals("b-1", channels.getFirst().bridge().orElseThrow());
  }

  @Test
  void a_resync_that_is_not_whole_is_not_applied_but_asked_again() {
    var asked = new AtomicInteger();
    link(new PolitePbx() {
      @Override
      protected void showChannels(ScriptedAmi.Line line, String id) throws IOException {
        success(line, id, "EventList: start", "Message: Channels will follow");
        line.message(channelListed(id, "1795294000.7"));
        int announced = asked.incrementAndGet() == 1 ? 2 : 1;
        line.message("Event: CoreShowChannelsComplete", "ActionID: " + id, "ListItems: " + announced);
      }
    });
    heard.await(PbxEvent.Resynced.class);
    assertEquals(2, asked.get());
    assertEquals(1, heard.of(PbxEvent.Resynced.class).size());
    assertEquals(2, heard.of(PbxEvent.ResyncAsked.class).size());
  }

  @Test
  @DisplayName("pain 2: a connection lost in the middle of a resync leaves nothing half applied")
  void a_connection_lost_in_the_middle_of_a_resync_leaves_nothing_half_applied() {
    link(new PolitePbx() {
      @Override
      protected void showChannels(ScriptedAmi.Line line, String id) throws IOException, InterruptedException {
        if (line.number > 1) {
          super.showChannels(line, id);
          return;
        }
        success(line, id, "EventList: start", "Message: Channels will follow");
        line.message(channelListed(id, "1795294000.7"));
        line.say("Event: CoreShowChan");
        line.hangUp();
      }
    });
    assertEquals(List.of(), heard.await(PbxEvent.Resynced.class).channels());
    assertEquals(List.of(1L, 2L), heard.of(PbxEvent.LinkUp.class).stream().map(PbxEvent.LinkUp::session).toList());
    assertEquals("lost", heard.await(PbxEvent.LinkDown.class).reason());
  }

  @Test
  void a_resync_on_demand_ends_when_it_has_been_heard() throws Exception {
    var link = link(new PolitePbx());
    heard.await(PbxEvent.Resynced.class);
    link.resync().toCompletableFuture().get(20, TimeUnit.SECONDS);
    assertEquals(2, heard.of(PbxEvent.Resynced.class).size());
  }

  @Test
  void the_channels_are_listed_again_and_again() {
    var often = new LinkTiming(QUICK.connect(), QUICK.response(), Duration.ofMillis(50), QUICK.silence(),
        Duration.ofMillis(200), QUICK.firstRetry(), QUICK.longestRetry());
    link(pbx(new PolitePbx()).port(), heard, often);
    heard.await(PbxEvent.Resynced.class, 4);
  }

  @Test
  @DisplayName("pain 4, asterisk#1215 and #1972, qpanel#230: the PBX is asked for its channels, and polled for nothing")
  void the_pbx_is_asked_for_its_channels_and_polled_for_nothing() {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    var often = new LinkTiming(QUICK.connect(), QUICK.response(), Duration.ofMillis(50), QUICK.silence(),
        Duration.ofMillis(200), QUICK.firstRetry(), QUICK.longestRetry());
    link(pbx(new PolitePbx() {
      @Override
      protected void answer(ScriptedAmi.Line line, Map<String, String> action)
          throws IOException, InterruptedException {
        asked.add(action.get("action"));
        super.answer(line, action);
      }
    }).port(), heard, often);
    heard.await(PbxEvent.Resynced.class, 4);
    assertEquals(Set.of("Challenge", "Login", "CoreSettings", "ListCommands", "CoreShowChannels", "Ping"),
        Set.copyOf(asked));
    long listed = asked.stream().filter("CoreShowChannels"::equals).count();
    assertTrue(listed <= heard.of(PbxEvent.ResyncAsked.class).size(), () -> asked.toString());
  }

  @Test
  void a_snapshot_is_for_whoever_asked_only() throws Exception {
    var link = link(new PolitePbx() {
      @Override
      protected void showChannels(ScriptedAmi.Line line, String id) throws IOException {
        success(line, id, "EventList: start");
        line.message(channelListed(id, "1.7"));
        line.message("Event: CoreShowChannelsComplete", "ActionID: " + id, "ListItems: 1");
      }
    });
    heard.await(PbxEvent.Resynced.class);
    var channels = link.snapshot().toCompletableFuture().get(20, TimeUnit.SECONDS);
    assertEquals("1.7", channels.getFirst().channel().uniqueid());
    assertEquals(1, heard.of(PbxEvent.Resynced.class).size());
  }
}
