package io.scoutline.pbx.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.Await;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.LinkFault;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.LinkWarning;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxListener;
import io.scoutline.pbx.PbxUnavailable;
import io.scoutline.pbx.asterisk.ami.AmiAccount;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The link against PBXs that behave well and badly, over real sockets. */
class AsteriskLinkTest {
  private static final LinkTiming QUICK = new LinkTiming(Duration.ofSeconds(2), Duration.ofSeconds(2),
      Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofMillis(20),
      Duration.ofMillis(100));

  private final Heard heard = new Heard();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

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
  void a_wrong_password_is_said_so_and_mended_without_a_restart() {
    var pbx = pbx(new PolitePbx() {
      @Override
      protected void login(ScriptedAmi.Line line, String id) throws IOException {
        line.message("Response: Error", "ActionID: " + id, "Message: Authentication failed");
      }
    });
    var link = link(pbx);
    awaitFault(link, LinkFault.WRONG_PASSWORD);
    pbx.now(new PolitePbx());
    heard.await(PbxEvent.LinkUp.class);
  }

  @Test
  @DisplayName("P16.3: an account with too few rights is told which right it lacks")
  void too_few_rights_are_said_so() {
    var link = link(new PolitePbx() {
      @Override
      protected List<String> commands() {
        return List.of("Ping", "ListCommands", "Logoff");
      }
    });
    awaitFault(link, LinkFault.TOO_FEW_RIGHTS);
    assertTrue(((LinkState.Down) link.linkState()).detail().contains("reporting"));
  }

  @Test
  void too_few_rights_are_found_where_the_pbx_does_not_list_its_commands() {
    var link = link(new PolitePbx() {
      @Override
      protected void listCommands(ScriptedAmi.Line line, String id) throws IOException {
        line.message("Response: Error", "ActionID: " + id, "Message: Invalid/unknown command");
      }

      @Override
      protected void showChannels(ScriptedAmi.Line line, String id) throws IOException {
        line.message("Response: Error", "ActionID: " + id, "Message: Permission denied");
      }
    });
    awaitFault(link, LinkFault.TOO_FEW_RIGHTS);
  }

  @Test
  void settings_that_may_not_be_read_are_too_few_rights() {
    var link = link(new PolitePbx() {
      @Override
      protected void answer(ScriptedAmi.Line line, Map<String, String> action)
          throws IOException, InterruptedException {
        if (action.get("action").equals("CoreSettings")) {
          line.message("Response: Error", "ActionID: " + action.get("actionid"), "Message: Permission denied");
        } else {
          super.answer(line, action);
        }
      }
    });
    awaitFault(link, LinkFault.TOO_FEW_RIGHTS);
  }

  @Test
  @DisplayName("P16.3: rights beyond what is needed are a warning, not a fault")
  void rights_beyond_what_is_needed_are_a_warning() {
    var link = link(new PolitePbx() {
      @Override
      protected List<String> commands() {
        return List.of("CoreShowChannels", "StopMixMonitor", "MixMonitorMute", "Command", "Originate", "MixMonitor",
            "UpdateConfig");
      }
    });
    heard.await(PbxEvent.LinkUp.class);
    assertEquals(Set.of(LinkWarning.TOO_MANY_RIGHTS), ((LinkState.Up) link.linkState()).warnings());
    assertEquals(Set.of("command", "config", "originate", "system"), link.rights().needless());
  }

  @Test
  void a_pbx_that_is_too_old_is_refused() {
    var link = link(version("16.28.0~dfsg-0+deb11u4"));
    awaitFault(link, LinkFault.TOO_OLD);
  }

  @Test
  void a_pbx_with_open_advisories_is_connected_with_a_warning() {
    var link = link(version("20.17.0"));
    heard.await(PbxEvent.LinkUp.class);
    assertEquals(Set.of(LinkWarning.OUTDATED), ((LinkState.Up) link.linkState()).warnings());
  }

  @Test
  void something_that_is_no_manager_interface_is_refused() {
    var link = link((ScriptedAmi.Script) line -> line.say("HTTP/1.1 400 Bad Request\r\n\r\n"));
    awaitFault(link, LinkFault.REFUSED);
    assertTrue(((LinkState.Down) link.linkState()).detail().contains("not a manager interface"));
  }

  @Test
  void one_that_accepts_and_says_nothing_does_not_hold_the_link_up() {
    var pbx = pbx(line -> line.action());
    var link = link(pbx);
    awaitFault(link, LinkFault.REFUSED);
    pbx.now(new PolitePbx());
    heard.await(PbxEvent.LinkUp.class);
  }

  @Test
  void an_endless_line_costs_nothing_but_itself() {
    var pbx = pbx(line -> {
      line.banner();
      for (int block = 0; block < 500; block++) {
        line.say("x".repeat(65_536));
      }
    });
    var link = link(pbx);
    awaitFault(link, LinkFault.LOST);
    pbx.now(new PolitePbx());
    heard.await(PbxEvent.LinkUp.class);
  }

  @Test
  @DisplayName("pain 3: a PBX that falls silent is found out by the ping")
  void a_pbx_that_falls_silent_is_found_out() {
    link(new PolitePbx() {
      @Override
      protected void ping(ScriptedAmi.Line line, String id) throws IOException, InterruptedException {
        if (line.number > 1) {
          super.ping(line, id);
        }
      }
    });
    heard.await(PbxEvent.LinkUp.class, 2);
    assertEquals("lost", heard.await(PbxEvent.LinkDown.class).reason());
  }

  @Test
  void a_pbx_that_sends_events_and_answers_nothing_is_given_up() {
    link(new PolitePbx() {
      @Override
      protected void loggedIn(ScriptedAmi.Line line) {
        if (line.number == 1) {
          Thread.ofVirtual().start(() -> chatter(line));
        }
      }

      @Override
      protected void ping(ScriptedAmi.Line line, String id) throws IOException, InterruptedException {
        if (line.number > 1) {
          super.ping(line, id);
        }
      }
    });
    heard.await(PbxEvent.LinkUp.class, 2);
  }

  private static void chatter(ScriptedAmi.Line line) {
    try {
      for (int number = 0; number < 1_000_000; number++) {
        line.message(PolitePbx.newChannel("1." + number, "Anna"));
        Await.elapse(Duration.ofMillis(20));
      }
    } catch (IOException | InterruptedException givenUp) {
      // what the test is about
    }
  }

  @Test
  void garbage_between_messages_stops_nothing() {
    link(new PolitePbx() {
      @Override
      protected void loggedIn(ScriptedAmi.Line line) throws IOException {
        line.say("\u0000\u0001\u0002 : : :\r\n\r\n").say(":\r\n\r\n").say("\r\n\r\n\r\n");
        line.message("Event: Newchannel", "Event: Newchannel", "ActionID: 1", "ActionID: 2", "Uniqueid: 1.1",
            "Uniqueid: 2.2", "Channel: PJSIP/x-1", "ChannelState: nine", "Timestamp: soon");
        line.message("Event: BridgeEnter", "Uniqueid: 1.1");
        line.message("Event: BridgeLeave", "BridgeUniqueid: none", "Uniqueid: 1.1");
        line.message("Response: Success", "ActionID: 1", "ActionID: 2");
        line.message("Event: PeerEntry", "Event: PeerEntry", "ListItems: 9999999999999");
        line.message("Event: Hangup", "Cause: -3", "Uniqueid:");
        line.message("Event: NoSuchThing", "Uniqueid: 1.1");
        line.message("Asterisk Call Manager/9: Event");
        line.message("Response: Follows", "ActionID: 77", "--END COMMAND--");
        line.message(newChannel("9.9", "Last"));
      }
    });
    heard.await(event -> event instanceof PbxEvent.ChannelCreated created
        && created.channel().uniqueid().equals("9.9"), "the last one");
    heard.await(PbxEvent.Resynced.class);
    assertEquals(List.of("1.1", "9.9"),
        heard.of(PbxEvent.ChannelCreated.class).stream().map(event -> event.channel().uniqueid()).toList());
    assertEquals(1, heard.of(PbxEvent.LinkUp.class).size());
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

  @Test
  void a_recording_is_stopped_and_muted_by_the_name_of_its_channel() throws Exception {
    var sent = new LinkedBlockingQueue<Map<String, String>>();
    var link = link(new PolitePbx() {
      @Override
      protected void other(ScriptedAmi.Line line, String id, Map<String, String> action) throws IOException {
        sent.add(action);
        success(line, id);
      }
    });
    heard.await(PbxEvent.Resynced.class);
    link.muteRecording("PJSIP/trunk-0000002f", true).toCompletableFuture().get(20, TimeUnit.SECONDS);
    link.stopRecording("PJSIP/trunk-0000002f").toCompletableFuture().get(20, TimeUnit.SECONDS);
    var mute = sent.take();
    assertEquals("MixMonitorMute", mute.get("action"));
    assertEquals("1", mute.get("state"));
    assertEquals("both", mute.get("direction"));
    assertEquals("PJSIP/trunk-0000002f", mute.get("channel"));
    assertEquals("StopMixMonitor", sent.take().get("action"));
  }

  @Test
  void what_the_pbx_refuses_is_said_so() {
    var link = link(new PolitePbx());
    heard.await(PbxEvent.Resynced.class);
    var fault = assertThrows(CompletionException.class,
        () -> link.stopRecording("PJSIP/trunk-0000002f").toCompletableFuture().join());
    assertInstanceOf(PbxUnavailable.class, fault.getCause());
  }

  @Test
  void a_channel_name_that_would_begin_a_header_of_its_own_is_never_sent() {
    var link = link(new PolitePbx() {
      @Override
      protected void other(ScriptedAmi.Line line, String id, Map<String, String> action) throws IOException {
        success(line, id);
      }
    });
    heard.await(PbxEvent.Resynced.class);
    var fault = assertThrows(CompletionException.class, () -> link
        .stopRecording("PJSIP/1-2\r\nAction: Originate").toCompletableFuture().join());
    assertInstanceOf(PbxUnavailable.class, fault.getCause());
  }

  @Test
  void a_link_that_is_down_refuses_at_once() {
    var link = link(line -> line.say("no\r\n"));
    var fault = assertThrows(CompletionException.class, () -> link.snapshot().toCompletableFuture().join());
    assertInstanceOf(PbxUnavailable.class, fault.getCause());
  }

  @Test
  void whoever_waits_for_an_answer_is_told_when_the_connection_ends() throws Exception {
    var asked = new CountDownLatch(1);
    var pbx = pbx(new PolitePbx() {
      @Override
      protected void other(ScriptedAmi.Line line, String id, Map<String, String> action) {
        asked.countDown();
      }
    });
    var link = link(pbx);
    heard.await(PbxEvent.Resynced.class);
    var answer = link.stopRecording("PJSIP/trunk-1").toCompletableFuture();
    asked.await();
    pbx.cut();
    assertThrows(CompletionException.class, answer::join);
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

  private static PolitePbx version(String said) {
    return new PolitePbx() {
      @Override
      protected String version() {
        return said;
      }
    };
  }

  private ScriptedAmi pbx(ScriptedAmi.Script script) {
    var pbx = new ScriptedAmi(script);
    open.add(pbx);
    return pbx;
  }

  private AsteriskLink link(ScriptedAmi.Script script) {
    return link(pbx(script));
  }

  private AsteriskLink link(ScriptedAmi pbx) {
    return link(pbx.port());
  }

  private AsteriskLink link(int port) {
    return link(port, heard);
  }

  private AsteriskLink link(int port, PbxListener listener) {
    return link(port, listener, QUICK);
  }

  private AsteriskLink link(int port, PbxListener listener, LinkTiming timing) {
    var account = new AmiAccount(new PbxName("main"), "127.0.0.1", port, "scoutline", "secret");
    var link = new AsteriskLink(account, timing, listener, Clock.systemUTC(), new Random(7),
        new SimpleMeterRegistry());
    open.add(link);
    link.start();
    return link;
  }

  private static void awaitFault(AsteriskLink link, LinkFault fault) {
    awaitUntil(() -> link.linkState() instanceof LinkState.Down down && down.fault() == fault, link);
  }

  private static void awaitUntil(Callable<Boolean> met, AsteriskLink link) {
    Await.until(met, () -> "still " + link.linkState());
  }
}
