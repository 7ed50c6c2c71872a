package io.scoutline.calls.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.calls.tracking.PbxSite;
import io.scoutline.kernel.PbxName;
import io.scoutline.pbx.ChannelRef;
import io.scoutline.pbx.ChannelState;
import io.scoutline.pbx.PbxEvent;
import io.scoutline.pbx.PbxRecords.Place;
import io.scoutline.pbx.PbxRecords.Said;
import io.scoutline.pbx.Testimony;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** P2.6: from where the records must be read again after a stop. */
class RecordsPlaceTest {

  private static final Instant BEGAN = Instant.parse("2026-11-21T09:00:00Z");

  private final Records records = new Records(new PbxName("main"),
      new PbxSite(Set.of("PJSIP/trunk"), Set.of("scoutline-incoming"), "RU"), (_, _) -> Optional.empty(),
      RecordedCalls.ids());

  private void said(long offset, PbxEvent.OfChannel event) {
    records.take(new Said(new Place(1, offset), new Testimony.Happened(event)));
  }

  private static ChannelRef channel(String id) {
    return new ChannelRef(id, id, "PJSIP/trunk-" + id);
  }

  private void begins(long offset, String id, Instant at) {
    said(offset, new PbxEvent.ChannelCreated(at, channel(id), ChannelState.DOWN, "+74951234567", "",
        "scoutline-incoming", "74950000000"));
  }

  @Test
  @DisplayName("P2.6: it is before the first record of the oldest call that is not over")
  void the_oldest_open_call_holds_the_place() {
    begins(0, "1.1", BEGAN);
    begins(100, "2.1", BEGAN.plusSeconds(5));
    assertEquals(Optional.of(new Place(1, 0)), records.oldestOpen());
    said(200, new PbxEvent.ChannelEnded(BEGAN.plusSeconds(9), channel("1.1"), 16, ""));
    assertEquals(Optional.of(new Place(1, 100)), records.oldestOpen());
  }

  @Test
  @DisplayName("P2.6: a call that a restart of the PBX has cut does not hold it for ever")
  void a_call_that_never_ends_holds_the_place_for_a_day() {
    begins(0, "1.1", BEGAN);
    begins(100, "2.1", BEGAN.plusSeconds(23 * 3_600));
    assertEquals(Optional.of(new Place(1, 0)), records.oldestOpen());
    begins(200, "3.1", BEGAN.plusSeconds(25 * 3_600));
    assertEquals(Optional.of(new Place(1, 100)), records.oldestOpen());
  }
}
