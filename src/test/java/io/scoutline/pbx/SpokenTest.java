package io.scoutline.pbx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpokenTest {

  @Test
  void states_are_read_in_any_case() {
    assertEquals(DeviceState.NOT_INUSE, DeviceState.of("NOT_INUSE"));
    assertEquals(DialStatus.CHANUNAVAIL, DialStatus.of("ChanUnavail"));
  }

  @Test
  void what_no_asterisk_we_know_says_is_unknown() {
    assertEquals(DeviceState.UNKNOWN, DeviceState.of(null));
    assertEquals(DeviceState.UNKNOWN, DeviceState.of("ASLEEP"));
    assertEquals(DialStatus.UNKNOWN, DialStatus.of(null));
    assertEquals(DialStatus.UNKNOWN, DialStatus.of("DONTCALL"));
  }
}
