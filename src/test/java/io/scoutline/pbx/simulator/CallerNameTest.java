package io.scoutline.pbx.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.scoutline.pbx.simulator.scenario.Scenario;
import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers send as name and number arrives as Asterisk sends it. */
class CallerNameTest {
  private static AmiProbe.Message newchannel(String number, String name) throws Exception {
    try (var pbx = SimulatedPbx.start(SimulatorConfig.builder().build());
        var ami = AmiProbe.loggedIn(pbx.amiPort())) {
      pbx.call(Scenario.inbound(number, "1").named(name).givesUpAfter(Duration.ofSeconds(1)).clientHangsUp());
      return ami.awaitEvent("Newchannel");
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      ООО «Ромашка»          | ООО «Ромашка»
      O'Neil                 | O\\'Neil
      "Жук"                  | \\"Жук\\"
      who?                   | who\\?
      back\\slash            | back\\\\slash
      <b>bold</b>            | <b>bold</b>
      🐞 bug                 | 🐞 bug
      مرحبا                  | مرحبا
      None                   | None
      """)
  void a_name_is_escaped_as_asterisk_does(String name, String sent) throws Exception {
    assertEquals(sent, newchannel("+74951234567", name).get("CallerIDName"));
  }

  @Test
  void a_line_end_in_a_name_cannot_end_the_header() throws Exception {
    var message = newchannel("+74951234567", "a\r\nAction: Originate");
    assertEquals("a\\r\\nAction: Originate", message.get("CallerIDName"));
    assertEquals("", message.get("Action"));
    assertEquals("+7495Injected: yes", newchannel("+7495\r\nInjected: yes", "").get("CallerIDNum"));
  }

  @Test
  void a_missing_number_and_a_hidden_one() throws Exception {
    assertEquals("<unknown>", newchannel("", "").get("CallerIDNum"));
    assertEquals("<unknown>", newchannel("", "").get("CallerIDName"));
    assertEquals("anonymous", newchannel("anonymous", "Anonymous").get("CallerIDNum"));
  }

  @Test
  void forty_digits_and_sip_addresses_are_legal() throws Exception {
    assertEquals("1".repeat(40), newchannel("1".repeat(40), "").get("CallerIDNum"));
    assertEquals("sip:ivan@example.com", newchannel("sip:ivan@example.com", "").get("CallerIDNum"));
  }

  @Test
  void asterisk_java_reads_them_as_from_a_real_pbx() throws Exception {
    try (var pbx = SimulatedPbx.start(SimulatorConfig.builder().build())) {
      var ami = ManagerLoginTest.connection(pbx, "scoutline");
      for (var name : List.of("Жук 🐞", "None")) {
        var seen = new CompletableFuture<NewChannelEvent>();
        ami.addEventListener(event -> {
          if (event instanceof NewChannelEvent created) {
            seen.complete(created);
          }
        });
        if (ami.getState() != org.asteriskjava.manager.ManagerConnectionState.CONNECTED) {
          ami.login();
        }
        pbx.call(Scenario.inbound("+74951234567", "1").named(name)
            .leavesMessage(Duration.ofMillis(50)).clientHangsUp()).completion().get(10, TimeUnit.SECONDS);
        var event = seen.get(10, TimeUnit.SECONDS);
        assertEquals("+74951234567", event.getCallerIdNum());
        if (name.equals("None")) {
          assertNull(event.getCallerIdName());
        } else {
          assertEquals(name, event.getCallerIdName());
        }
      }
      ami.logoff();
    }
  }
}
