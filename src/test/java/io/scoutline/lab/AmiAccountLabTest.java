package io.scoutline.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.lab.AmiTap.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P16.3: the server's AMI account may do what it needs and nothing else, and is shown what it needs. */
@DisplayName("P16.3: the AMI account of an installation")
class AmiAccountLabTest extends LabCallTest {

  private static final Pattern FILTER = Pattern.compile("^eventfilter\\(action\\(include\\),name\\((\\w+)\\)\\)");

  private static Set<String> filtered() throws IOException {
    return Files.readAllLines(Path.of("config/asterisk/manager.scoutline.conf")).stream().map(FILTER::matcher)
        .filter(found -> found.find()).map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void it_is_shown_the_filtered_events_only() throws IOException {
    try (AmiTap everything = new AmiTap(lab.fullAccount())) {
      // What comes late of an earlier call is before both marks, or it would be between them.
      lab.settle(ami);
      everything.settle();
      int theirs = everything.mark();
      int ours = ami.mark();
      calls.incomingAnswered();
      lab.settle(ami);
      everything.settle();

      List<Frame> shown = ami.since(ours);
      List<Frame> said = everything.since(theirs);

      assertTrue(filtered().containsAll(shown.stream().map(Frame::event).collect(Collectors.toSet())));
      assertEquals(List.of(), shown.stream().filter(frame -> !said.contains(frame)).toList(),
          "an event was shown that was not said");
      System.out.printf("an answered call: %d events of %d bytes, of %d events of %d bytes%n", shown.size(),
          bytes(shown), said.size(), bytes(said));
      assertTrue(shown.size() * 3 < said.size());
    }
  }

  private static int bytes(List<Frame> frames) {
    return frames.stream().mapToInt(f -> f.toString().length()).sum();
  }

  @Test
  void every_event_says_when_it_happened() {
    calls.incomingAnswered();
    lab.settle(ami);

    assertTrue(all("Hangup").stream().allMatch(f -> f.get("Timestamp").matches("\\d+\\.\\d{6}")));
  }

  @ParameterizedTest
  @CsvSource({"Originate,Channel: PJSIP/101", "Command,Command: core show version", "GetConfig,Filename: manager.conf",
      "UpdateConfig,Filename: manager.conf", "CreateConfig,Filename: a.conf", "ModuleLoad,LoadType: reload",
      "Reload,Module: manager", "MixMonitor,Channel: PJSIP/101", "QueueAdd,Queue: scoutline",
      "DBPut,Family: a", "UserEvent,UserEvent: a", "PJSIPShowEndpoints,A: b"})
  void it_may_not(String action, String value) {
    Frame reply = ami.action(action, Map.of(value.split(": ")[0], value.split(": ")[1]));

    assertEquals("Permission denied", reply.get("Message"), reply.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ping", "CoreShowChannels", "CoreSettings", "CoreStatus", "DeviceStateList"})
  void it_may(String action) {
    assertEquals("Success", ami.action(action, Map.of()).get("Response"));
  }

  @ParameterizedTest
  @CsvSource({"MixMonitorMute,on", "StopMixMonitor,off"})
  @DisplayName("P6.1: it may pause and stop a recording that the dialplan began")
  void it_may_pause_and_stop_a_recording(String action, String with) throws IOException {
    calls.ring("101");
    SipCall client = calls.fromClient();
    calls.owner().awaitRing().answer().awaitHeard(Voice.CLIENT);
    String channel = first("Newchannel", "Channel", "PJSIP/trunk-").get("Channel");

    try (AmiTap everything = new AmiTap(lab.fullAccount())) {
      Frame reply = ami.action(action, with.equals("on")
          ? Map.of("Channel", channel, "Direction", "both", "State", "1") : Map.of("Channel", channel));

      assertEquals("Success", reply.get("Response"), reply.toString());
      String told = with.equals("on") ? "MixMonitorMute" : "MixMonitorStop";
      everything.await(0, f -> f.is(told, "Channel", channel), SOON, told);
    }
    client.hangUp();
  }

  @Test
  void a_wrong_password_is_refused() {
    AmiAccount wrong = new AmiAccount(lab.account().address(), lab.account().user(), "wrong");

    IOException refused = assertThrows(IOException.class, () -> new AmiTap(wrong).close());

    assertFalse(refused.getMessage().isBlank());
  }

  @Test
  @DisplayName("The account prepared for click-to-call stays switched off until it is asked for")
  void there_is_no_account_that_may_originate() {
    AmiAccount prepared = new AmiAccount(lab.account().address(), "scoutline-originate", lab.value("originate_secret"));

    assertThrows(IOException.class, () -> new AmiTap(prepared).close());
  }
}
