package io.scoutline.pbx.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.DialStatus;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.asterisk.ami.AmiAccount;
import io.scoutline.pbx.asterisk.ami.AmiFrame;
import io.scoutline.pbx.asterisk.ami.LinkTiming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real Asterisk said of each kind of call, read over a socket and put into our words. */
class RecordedCallsTest {
  private static final Path RECORDED = Path.of("src/test/resources/ami");

  static Stream<String> recordings() throws IOException {
    try (var files = Files.list(RECORDED)) {
      return files.map(file -> file.getFileName().toString().replace(".txt", "")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void each_channel_of_a_recorded_call_is_created_and_ended_and_nothing_is_left_out(String name) {
    var events = replay(name);
    var created = ids(events, PbxEvent.ChannelCreated.class);
    assertFalse(created.isEmpty());
    assertEquals(created.stream().sorted().toList(),
        ids(events, PbxEvent.ChannelEnded.class).stream().sorted().toList());
    long worthReading = said(name).lines().filter(line -> line.startsWith("Event: "))
        .filter(line -> AmiFrame.EVENTS.contains(line.substring(7).toLowerCase())).count();
    assertEquals(worthReading, events.size());
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void each_event_of_a_recorded_call_carries_the_clock_of_the_pbx_and_a_linkedid(String name) {
    for (PbxEvent event : replay(name)) {
      assertTrue(event.at().isBefore(Instant.parse("2026-11-21T23:00:00Z")), event::toString);
      if (event instanceof PbxEvent.OfChannel about && !(event instanceof PbxEvent.ChannelRenamed)) {
        assertFalse(about.channel().linkedid().isEmpty(), event::toString);
        assertFalse(about.channel().name().isEmpty(), event::toString);
      }
    }
  }

  @Test
  void an_incoming_call_says_who_rings_whom_and_who_answers() {
    var events = replay("incoming-answered");
    var trunk = first(events, PbxEvent.ChannelCreated.class);
    assertEquals("PJSIP/trunk", trunk.channel().endpoint());
    assertEquals(ChannelState.RING, trunk.state());
    assertEquals("+74950000001", trunk.callerNumber());
    assertEquals("ООО Ромашка", trunk.callerName());
    assertEquals("scoutline-incoming", trunk.context());
    assertEquals("74950000000", trunk.extension());
    assertEquals(Instant.parse("2026-11-21T21:33:35.354277Z").getNano(), trunk.at().getNano());
    var dial = first(events, PbxEvent.DialBegun.class);
    assertEquals("PJSIP/101", dial.channel().endpoint());
    assertEquals(trunk.channel().uniqueid(), dial.caller().orElseThrow().uniqueid());
    assertEquals(trunk.channel().linkedid(), dial.channel().linkedid());
    assertEquals(DialStatus.ANSWER, first(events, PbxEvent.DialEnded.class).status());
    assertEquals(2, ids(events, PbxEvent.BridgeEntered.class).size());
    assertEquals(16, first(events, PbxEvent.ChannelEnded.class).cause());
  }

  @Test
  void a_hold_has_a_beginning_and_an_end() {
    var events = replay("hold");
    var begun = first(events, PbxEvent.HoldBegun.class);
    assertEquals(begun.channel().uniqueid(), first(events, PbxEvent.HoldEnded.class).channel().uniqueid());
  }

  @Test
  void a_blind_transfer_names_who_is_handed_over_and_where_to() {
    var transfer = first(replay("blind-transfer"), PbxEvent.BlindTransferred.class);
    assertTrue(transfer.succeeded());
    assertEquals("PJSIP/trunk", transfer.transferee().orElseThrow().endpoint());
    assertFalse(transfer.extension().isEmpty());
  }

  @Test
  void an_attended_transfer_names_both_lines_and_both_that_stay() {
    var events = replay("attended-transfer");
    var transfer = first(events, PbxEvent.AttendedTransferred.class);
    assertTrue(transfer.succeeded());
    assertFalse(transfer.channel().linkedid().equals(transfer.second().linkedid()));
    assertEquals("PJSIP/trunk", transfer.transferee().orElseThrow().endpoint());
    assertTrue(transfer.target().isPresent());
  }

  @Test
  void a_queue_says_who_waits_who_rings_and_who_takes_the_call() {
    var events = replay("queue");
    var joined = first(events, PbxEvent.QueueJoined.class);
    assertEquals(1, joined.position());
    var called = first(events, PbxEvent.QueueMemberCalled.class);
    assertEquals(joined.channel().uniqueid(), called.channel().uniqueid());
    assertEquals(joined.queue(), called.queue());
    assertFalse(first(events, PbxEvent.QueueMemberConnected.class).member().uniqueid().isEmpty());
    assertFalse(of(events, PbxEvent.QueueLeft.class).isEmpty());
  }

  @Test
  void whoever_hangs_up_while_waiting_has_abandoned_the_queue() {
    assertEquals(1, of(replay("queue-abandoned"), PbxEvent.QueueAbandoned.class).size());
  }

  private static List<PbxEvent> replay(String name) {
    var heard = new Heard();
    var polite = new PolitePbx() {
      @Override
      protected void loggedIn(ScriptedAmi.Line line) throws IOException {
        line.say(said(name).replace("\r\n", "\n").replace("\n", "\r\n"));
        line.message(newChannel("the.end", ""));
      }
    };
    try (var pbx = new ScriptedAmi(polite);
        var link = new AsteriskLink(new AmiAccount(new PbxName("main"), "127.0.0.1", pbx.port(), "scoutline", "secret"),
            LinkTiming.USUAL, heard, Clock.systemUTC(), new Random(7), new SimpleMeterRegistry())) {
      link.start();
      heard.await(RecordedCallsTest::isTheEnd, "the end");
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    var events = new ArrayList<>(heard.events().stream().filter(event -> event instanceof PbxEvent.OfChannel
        || event instanceof PbxEvent.DeviceChanged).toList());
    events.removeIf(RecordedCallsTest::isTheEnd);
    return events;
  }

  private static boolean isTheEnd(PbxEvent event) {
    return event instanceof PbxEvent.OfChannel about && about.channel().uniqueid().equals("the.end");
  }

  private static String said(String name) {
    try {
      return Files.readString(RECORDED.resolve(name + ".txt"), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static <T extends PbxEvent> List<T> of(List<PbxEvent> events, Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static <T extends PbxEvent> T first(List<PbxEvent> events, Class<T> kind) {
    return of(events, kind).stream().findFirst().orElseThrow(() -> new AssertionError("no " + kind.getSimpleName()));
  }

  private static List<String> ids(List<PbxEvent> events, Class<? extends PbxEvent.OfChannel> kind) {
    return of(events, kind).stream().map(event -> event.channel().uniqueid()).toList();
  }
}
