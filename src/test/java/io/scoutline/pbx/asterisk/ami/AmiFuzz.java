package io.scoutline.pbx.asterisk.ami;

import io.scoutline.fuzz.Patience;
import io.scoutline.pbx.PbxEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever the manager interface says, what it says afterwards is still heard. */
public final class AmiFuzz {

  private static final String LAST = "\n\nEvent: Hangup\nPrivilege: call,all\nChannel: PJSIP/101-00000001\n"
      + "Uniqueid: 1700000000.1\nLinkedid: 1700000000.1\nCause: 16\nCause-txt: Normal Clearing\n\n";

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    String said = new String(input, StandardCharsets.UTF_8);
    Patience.with(() -> {
      List<PbxEvent> events = RecordedLink.events(said + LAST);
      if (events.isEmpty() || !(events.getLast() instanceof PbxEvent.ChannelEnded)) {
        throw new IllegalStateException("nothing is heard any more");
      }
    });
  }

  private AmiFuzz() {}
}
