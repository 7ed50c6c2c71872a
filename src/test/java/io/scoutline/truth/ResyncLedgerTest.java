package io.scoutline.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.calls.Line;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.PbxEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** P2.5: what a comparison with the PBX closed is told with it. */
class ResyncLedgerTest {

  private static final PbxName MAIN = new PbxName("main");
  private static final ChannelRef CLIENT = Line.channel("1.1", "1.1", "PJSIP/trunk-00000001");

  private final ResyncLedger ledger = new ResyncLedger();

  private void compared(Line line) {
    line.changes.forEach(ledger::on);
    line.changes.clear();
    ledger.on(MAIN, new PbxEvent.Resynced(line.now, List.of()));
  }

  @Test
  void a_call_that_was_gone_is_counted_once_and_one_that_hung_up_is_not() {
    Line line = new Line().clientCalls(CLIENT, "+74951234567").after(9).resync();
    compared(line);
    assertEquals(Optional.of(new ResyncLedger.Entry(line.now, 1, 1)), ledger.last(MAIN));
    ChannelRef next = Line.channel("2.1", "2.1", "PJSIP/trunk-00000002");
    compared(line.after(60).clientCalls(next, "+74951234567").hangsUp(next, 16));
    assertEquals(Optional.of(new ResyncLedger.Entry(line.now, 0, 1)), ledger.last(MAIN));
    assertEquals(Optional.empty(), ledger.last(new PbxName("other")));
  }
}
