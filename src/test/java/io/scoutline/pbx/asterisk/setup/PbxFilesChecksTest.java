package io.scoutline.pbx.asterisk.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.asterisk.PolitePbx;
import io.scoutline.pbx.asterisk.ScriptedAmi;
import io.scoutline.pbx.asterisk.setup.PbxCheck.Outcome;
import io.scoutline.pbx.asterisk.setup.PbxCheck.Piece;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("P17.2: dialplan, queue and folder of a PBX are checked")
class PbxFilesChecksTest extends PbxChecksCase {

  @Test
  void a_dialplan_that_is_missing_or_asks_elsewhere_is_said_so() throws Exception {
    assertEquals("dialplan_missing", dialplan("").code());
    var elsewhere = dialplan("agi://10.9.9.9:4573/route");
    assertEquals("dialplan_asks_elsewhere", elsewhere.code());
    assertTrue(elsewhere.detail().contains("10.9.9.9"));
  }

  @Test
  void a_context_and_a_queue_that_are_missing_are_said_so() throws Exception {
    var found = check(new Connected() {
      @Override
      String queue() {
        return "0";
      }

      @Override
      void context(ScriptedAmi.Line line, String id, String context) throws IOException {
        line.message("Response: Error", "ActionID: " + id, "Message: Did not find context " + context);
      }
    });
    assertEquals("context_missing", found.get(Piece.DIALPLAN).code());
    assertEquals("queue_missing", found.get(Piece.QUEUE).code());
  }

  @Test
  void a_pbx_that_does_not_tell_is_unknown_not_wrong() throws Exception {
    var found = check(new PolitePbx());
    assertEquals(Outcome.UNKNOWN, found.get(Piece.DIALPLAN).outcome());
    assertEquals(Outcome.UNKNOWN, found.get(Piece.QUEUE).outcome());
  }

  @Test
  void a_folder_that_is_missing_is_said_so() throws Exception {
    Files.delete(folder);
    assertEquals("folder_missing", check(new Connected()).get(Piece.RECORDINGS).code());
    Files.createDirectory(folder);
  }
}
