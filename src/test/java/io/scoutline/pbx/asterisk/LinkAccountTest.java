package io.scoutline.pbx.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.LinkFault;
import io.scoutline.pbx.LinkState;
import io.scoutline.pbx.LinkWarning;
import io.scoutline.pbx.PbxEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a PBX lets us do, and which releases are connected at all. */
class LinkAccountTest extends LinkCase {

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
}
