package io.scoutline.pbx.simulator;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import io.scoutline.pbx.simulator.scenario.Truth;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Click-to-call: rings our phone, then dials out; our own id becomes the channel's. */
class OriginateTest {
  private static final List<SimulatorConfig.Account> ACCOUNTS = List.of(
      SimulatorConfig.Account.of("scoutline", "scoutline", "call,agent,reporting", "call,reporting", List.of()),
      SimulatorConfig.Account.of("dialler", "d", "", "originate", List.of()));

  private static SimulatedPbx pbx() {
    return SimulatedPbx.start(SimulatorConfig.builder().timeScale(20)
        .accounts(ACCOUNTS.toArray(SimulatorConfig.Account[]::new))
        .phones(List.of("101"), Behaviour.answersAfter(ofSeconds(2))).phones(List.of("103"), Behaviour.busy())
        .phones(List.of("104"), Behaviour.ringsOnly())
        .outside(_ -> Behaviour.answersAfter(ofSeconds(3), ofSeconds(30))).build());
  }

  private static AmiProbe dialler(SimulatedPbx pbx) throws Exception {
    var dialler = new AmiProbe(pbx.amiPort());
    dialler.ask("login", "Action: Login", "Username: dialler", "Secret: d");
    return dialler;
  }

  private static AmiProbe.Message originate(AmiProbe dialler, String id, String phone, String number)
      throws Exception {
    return dialler.ask(id, "Action: Originate", "Channel: PJSIP/" + phone, "Context: scoutline-internal",
        "Exten: " + number, "Priority: 1", "CallerID: \"Scoutline\" <" + number + ">", "Timeout: 20000",
        "Async: true", "ChannelId: " + id);
  }

  @Test
  void the_phone_rings_first_then_the_client() throws Exception {
    var ended = new LinkedBlockingQueue<Truth>();
    try (var pbx = pbx(); var ami = AmiProbe.loggedIn(pbx.amiPort()); var dialler = dialler(pbx)) {
      pbx.onEnd(ended::add);
      assertEquals("Originate successfully queued",
          originate(dialler, "our-id-1", "101", "+74951234567").get("Message"));
      var truth = ended.poll(20, TimeUnit.SECONDS);
      assertEquals("our-id-1", truth.uniqueid());
      assertEquals(Truth.Direction.OUTBOUND, truth.direction());
      assertEquals(Optional.of("101"), truth.answeredBy());
      var response = ami.awaitEvent("OriginateResponse");
      assertEquals("Success", response.get("Response"));
      assertEquals("4", response.get("Reason"));
      var order = new ArrayList<String>();
      ami.events().stream().filter(event -> List.of("Newchannel", "DialBegin", "DialEnd").contains(event.event()))
          .forEach(event -> order.add(event.event() + " " + event.get("Uniqueid").replaceAll("^\\d.*", "leg")
              + " " + event.get("DestUniqueid").replaceAll("^\\d.*", "leg")));
      assertEquals(List.of("Newchannel our-id-1 ", "DialBegin  our-id-1", "DialEnd  our-id-1", "Newchannel leg ",
          "DialBegin our-id-1 leg", "DialEnd our-id-1 leg"), order);
      assertTrue(ami.events("Newchannel").stream().allMatch(event -> event.get("Linkedid").equals("our-id-1")));
    }
  }

  @Test
  void an_id_in_use_a_busy_phone_and_an_unanswered_one_fail() throws Exception {
    try (var pbx = pbx(); var ami = AmiProbe.loggedIn(pbx.amiPort()); var dialler = dialler(pbx)) {
      originate(dialler, "one", "101", "+74951234567");
      ami.await(message -> message.get("Uniqueid").equals("one"));
      originate(dialler, "again", "101", "+74951234567");
      dialler.ask("twice", "Action: Originate", "Channel: PJSIP/101", "Context: scoutline-internal",
          "Exten: +74951234567", "Priority: 1", "Async: true", "ChannelId: one");
      assertEquals("Failure", response(ami, "twice").get("Response"));
      originate(dialler, "busy", "103", "+74951234567");
      assertEquals("5", response(ami, "busy").get("Reason"));
      originate(dialler, "unanswered", "104", "+74951234567");
      assertEquals("3", response(ami, "unanswered").get("Reason"));
    }
  }

  private static AmiProbe.Message response(AmiProbe ami, String id) throws Exception {
    return ami.await(message -> message.event().equals("OriginateResponse") && message.get("ActionID").equals(id));
  }

  @Test
  void only_the_account_with_the_right_may_and_only_to_what_the_dialplan_knows() throws Exception {
    try (var pbx = pbx(); var ami = AmiProbe.loggedIn(pbx.amiPort()); var dialler = dialler(pbx)) {
      assertEquals("Permission denied", originate(ami, "1", "101", "+74951234567").get("Message"));
      assertEquals("Extension does not exist.", originate(dialler, "2", "101", "12").get("Message"));
      assertEquals("Channel not specified", dialler.ask("3", "Action: Originate").get("Message"));
      assertEquals("Permission denied", dialler.ask("4", "Action: CoreShowChannels").get("Message"));
    }
  }
}
