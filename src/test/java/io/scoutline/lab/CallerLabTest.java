package io.scoutline.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.lab.AmiTap.Frame;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P16.2: what a caller sends as number and name goes to AMI as it is and does nothing on the way. */
@DisplayName("P16.2: hostile callers")
class CallerLabTest extends LabCallTest {

  private void assertRingsAndDoesNothing(SipCall client) {
    calls.owner().awaitRing().answer().awaitHeard(Voice.CLIENT);
    client.hangUp();
    lab.settle(ami);
    assertEquals(1, all("DialBegin").size());
    Frame dialled = all("DialBegin").getFirst();
    assertTrue(dialled.get("DialString").startsWith("101/sip:101@127.0.0.1:"), dialled.get("DialString"));
    assertFalse(Files.exists(lab.folder().resolve("harm")), "a command ran");
    assertTrue(Files.exists(lab.done().resolve(client() + ".raw")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"O'Brien & Söhne", "<script>alert(1)</script>", "${SHELL(touch /lab/harm)}",
      "$[1+1]", "^{UNIQUEID}", "a;touch /lab/harm;", "`touch /lab/harm`", "101&Local/s@scoutline-voicemail", "a,b,c",
      "🌷 Ромашка", "שלום עולם", "None", "unknown", "Action: Originate", "=HYPERLINK(1)", "who?"})
  void a_name_arrives_as_it_was_sent(String name) {
    calls.ring("101");

    SipCall client = calls.trunk().callFrom(LabScenarios.CLIENT, name);

    assertRingsAndDoesNothing(client);
    assertEquals(name, first("Newchannel", "Channel", "PJSIP/trunk-").name("CallerIDName"));
  }

  @Test
  @DisplayName("A quotation mark in a name keeps SIP's backslash, and AMI escapes both")
  void quotation_marks_arrive_with_backslashes() {
    calls.ring("101");

    SipCall client = calls.trunk().callFrom(LabScenarios.CLIENT, "ООО \"Ромашка\"");

    assertRingsAndDoesNothing(client);
    Frame arrived = first("Newchannel", "Channel", "PJSIP/trunk-");
    assertEquals("ООО \\\\\\\"Ромашка\\\\\\\"", arrived.get("CallerIDName"));
    assertEquals("ООО \\\"Ромашка\\\"", arrived.name("CallerIDName"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7495000000174950000001749500000017495000", "ivanov", "ivanov.p", "*43#", "00",
      "7495000&101"})
  void a_number_arrives_as_it_was_sent(String number) {
    calls.ring("101");

    SipCall client = calls.trunk().callFrom(number);

    assertRingsAndDoesNothing(client);
    assertEquals(number, first("Newchannel", "Channel", "PJSIP/trunk-").get("CallerIDNum"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%0d%0aAction:%20Ping", "a%22%3btouch%20/lab/harm%3b", "%00"})
  void an_escaped_number_adds_no_header_and_runs_nothing(String number) {
    calls.ring("101");

    SipCall client = calls.trunk().callFrom(number);

    assertRingsAndDoesNothing(client);
    Frame arrived = first("Newchannel", "Channel", "PJSIP/trunk-");
    assertFalse(arrived.headers().containsKey("Action"), arrived.toString());
  }

  @Test
  @DisplayName("P2.4: a hidden number is a legal value")
  void a_hidden_number_is_the_number_anonymous() {
    calls.ring("101");

    SipCall client = calls.trunk().callAnonymously();

    assertRingsAndDoesNothing(client);
    Frame arrived = first("Newchannel", "Channel", "PJSIP/trunk-");
    assertEquals("anonymous", arrived.get("CallerIDNum"));
    assertEquals("Anonymous", arrived.get("CallerIDName"));
  }

  @Test
  @DisplayName("P2.4: a caller without any number")
  void a_caller_without_a_number_rings() {
    calls.ring("101");

    assertRingsAndDoesNothing(calls.trunk().callAs("<sip:127.0.0.2>", LabAsterisk.OUR_NUMBER));
  }
}
