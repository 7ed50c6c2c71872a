package io.scoutline.pbx.asterisk.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.asterisk.ScriptedAmi;
import io.scoutline.pbx.asterisk.setup.PbxCheck.Outcome;
import io.scoutline.pbx.asterisk.setup.PbxCheck.Piece;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P17.2: address, password, rights and release of a PBX are checked")
class PbxAccountChecksTest extends PbxChecksCase {

  @Test
  void an_address_where_nobody_answers_is_said_first() throws Exception {
    var server = new ScriptedAmi(new Connected());
    int port = server.port();
    server.close();
    var found = check(connected(port));
    assertEquals("unreachable", found.get(Piece.ADDRESS).code());
    assertFalse(found.get(Piece.ADDRESS).remedy().isEmpty());
    assertEquals("not_reached", found.get(Piece.LOGIN).code());
    assertEquals(Set.of(Piece.values()), found.keySet());
  }

  @Test
  void a_wrong_password_is_told_from_a_wrong_port() throws Exception {
    var found = check(new Connected() {
      @Override
      protected void login(ScriptedAmi.Line line, String id) throws IOException {
        line.message("Response: Error", "ActionID: " + id, "Message: Authentication failed");
      }
    });
    assertEquals("wrong_password", found.get(Piece.LOGIN).code());
    var other = check(connected((ScriptedAmi.Script) line -> line.say("SSH-2.0-OpenSSH_9.2\r\n")));
    assertEquals("no_manager_interface", other.get(Piece.LOGIN).code());
  }

  @Test
  @DisplayName("P16.3: rights that are not needed are named")
  void rights_that_are_not_needed_are_named() throws Exception {
    var found = check(new Connected() {
      @Override
      protected List<String> commands() {
        return List.of("CoreShowChannels", "StopMixMonitor", "MixMonitorMute", "Command", "Originate");
      }
    });
    var rights = found.get(Piece.RIGHTS);
    assertEquals("too_many_rights", rights.code());
    assertTrue(rights.detail().contains("command, originate"), rights::detail);
    assertTrue(rights.remedy().contains("write = call,reporting"));
  }

  @Test
  void rights_that_are_missing_are_named() throws Exception {
    var found = check(new Connected() {
      @Override
      protected List<String> commands() {
        return List.of("Ping");
      }
    });
    assertEquals("too_few_rights", found.get(Piece.RIGHTS).code());
    assertEquals(Outcome.OK, found.get(Piece.LOGIN).outcome());
  }

  @Test
  void an_old_release_is_a_fault_or_a_warning() throws Exception {
    assertEquals("too_old", check(new Connected() {
      @Override
      protected String version() {
        return "16.28.0";
      }
    }).get(Piece.VERSION).code());
    assertEquals("outdated", check(new Connected() {
      @Override
      protected String version() {
        return "22.5.0";
      }
    }).get(Piece.VERSION).code());
  }
}
