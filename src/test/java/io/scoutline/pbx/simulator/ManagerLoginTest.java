package io.scoutline.pbx.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import org.asteriskjava.manager.AuthenticationFailedException;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ManagerConnectionFactory;
import org.asteriskjava.manager.action.CommandAction;
import org.asteriskjava.manager.action.CoreSettingsAction;
import org.asteriskjava.manager.action.PingAction;
import org.asteriskjava.manager.response.CoreSettingsResponse;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.PingResponse;
import org.junit.jupiter.api.Test;

/** Asterisk-Java, which the product itself uses, as the client. */
class ManagerLoginTest {
  static ManagerConnection connection(SimulatedPbx pbx, String secret) {
    return new ManagerConnectionFactory("127.0.0.1", pbx.amiPort(), "scoutline", secret).createManagerConnection();
  }

  @Test
  void the_right_password_opens_the_link() throws Exception {
    try (var pbx = SimulatedPbx.start(SimulatorConfig.builder().build())) {
      var ami = connection(pbx, "scoutline");
      ami.login();
      assertInstanceOf(PingResponse.class, ami.sendAction(new PingAction()));
      var settings = assertInstanceOf(CoreSettingsResponse.class, ami.sendAction(new CoreSettingsAction()));
      assertEquals("22.10.1", settings.getAsteriskVersion());
      ami.logoff();
    }
  }

  @Test
  void a_wrong_password_is_refused() {
    try (var pbx = SimulatedPbx.start(SimulatorConfig.builder().build())) {
      var ami = connection(pbx, "guess");
      assertThrows(AuthenticationFailedException.class, ami::login);
      assertEquals(0, pbx.connections());
    }
  }

  @Test
  void an_action_beyond_the_rights_is_refused() throws Exception {
    try (var pbx = SimulatedPbx.start(SimulatorConfig.builder().build())) {
      var ami = connection(pbx, "scoutline");
      ami.login();
      var answer = ami.sendAction(new CommandAction("core show version"));
      assertInstanceOf(ManagerError.class, answer);
      assertEquals("Permission denied", answer.getMessage());
      ami.logoff();
    }
  }

  @Test
  void the_banner_is_that_of_asterisk_22() throws Exception {
    try (var pbx = SimulatedPbx.start(SimulatorConfig.builder().build());
        var ami = new AmiProbe(pbx.amiPort())) {
      assertEquals("Asterisk Call Manager/11.0.0\r\n", ami.banner());
      assertEquals("Permission denied", ami.ask("1", "Action: Ping").get("Message"));
      assertTrue(pbx.connections() == 0);
    }
  }
}
