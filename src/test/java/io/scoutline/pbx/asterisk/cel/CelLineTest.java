package io.scoutline.pbx.asterisk.cel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.pbx.PbxEvent.AttendedTransferred;
import io.scoutline.pbx.PbxEvent.ChannelCreated;
import io.scoutline.pbx.PbxEvent.ChannelEnded;
import io.scoutline.pbx.Testimony;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("P2.6, P16.2: what a PBX wrote down, whatever its callers call themselves")
class CelLineTest {

  private static final String BEGINNING = "\"CHAN_START\",\"1795318987.351895\",\"1795318987.4\",\"1795318987.4\","
      + "\"PJSIP/trunk-00000004\",\"scoutline-incoming\",\"74950000000\",\"\",\"+74950000001\",";

  private static ChannelCreated created(String line) {
    return (ChannelCreated) ((Testimony.Happened) CelLine.read(line).orElseThrow()).event();
  }

  @Test
  void a_moment_is_read_to_its_microsecond() {
    assertEquals(Instant.parse("2026-11-22T03:43:07.351895Z"), created(BEGINNING + "\"\"").at());
  }

  @Test
  void a_name_with_quotation_marks_is_a_name_and_no_further_field() {
    // as a real Asterisk 22 wrote it; as JSON it was one field more
    ChannelCreated created = created(BEGINNING + "\"O'Brien \\\"\"Ромашка\\\"\" <b>🌷</b>\"");
    assertEquals("O'Brien \"Ромашка\" <b>🌷</b>", created.callerName());
    assertEquals("+74950000001", created.callerNumber());
    assertEquals("a\",\"HANGUP", created(BEGINNING + "\"a\"\",\"\"HANGUP\"").callerName());
  }

  @Test
  void an_end_has_its_cause_and_a_transfer_all_who_take_part() {
    String channel = "\"1795318987.351895\",\"2.5\",\"2.4\",\"PJSIP/101-00000005\",\"scoutline-internal\",\"s\",";
    var ended = (ChannelEnded) ((Testimony.Happened) CelLine.read("\"HANGUP\"," + channel
        + "\"{\"\"hangupcause\"\":17,\"\"hangupsource\"\":\"\"x\"\"}\",\"101\",\"\"").orElseThrow()).event();
    assertEquals(17, ended.cause());
    assertEquals(0, ((ChannelEnded) ((Testimony.Happened) CelLine.read("\"HANGUP\"," + channel
        + "\"{\"\"hangupcause\"\":null}\",\"101\",\"\"").orElseThrow()).event()).cause());
    var transferred = (AttendedTransferred) ((Testimony.Happened) CelLine.read("\"ATTENDEDTRANSFER\"," + channel
        + "\"{\"\"channel2_uniqueid\"\":\"\"2.6\"\",\"\"channel2_name\"\":\"\"PJSIP/101-00000006\"\","
        + "\"\"transferee_channel_uniqueid\"\":\"\"2.4\"\",\"\"transferee_channel_name\"\":\"\"PJSIP/trunk-4\"\","
        + "\"\"transfer_target_channel_uniqueid\"\":\"\"N/A\"\"}\",\"101\",\"\"").orElseThrow()).event();
    assertEquals("2.6", transferred.second().uniqueid());
    assertEquals(Optional.of("2.4"), transferred.transferee().map(one -> one.uniqueid()));
    assertTrue(transferred.target().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\"", "\"\",", "CHAN_START",
      "\"CHAN_START\",\"soon\",\"1\",\"1\",\"x\",\"\",\"\",\"\",\"\",\"\"",
      "\"HANGUP\",\"1\",\"1\",\"1\",\"x\",\"\",\"\",\"{]\",\"\",\"\"",
      "\"HANGUP\",\"1\",\"\",\"\",\"x\",\"\",\"\",\"\",\"\",\"\"",
      "\"HANGUP\",\"1\",\"1\",\"1\",\"x\",\"\",\"\",\"{\"\"hangupcause\"\":\"\"x\"\"}\",\"\",\"\"",
      "\"SOMETHING_NEW\",\"1\",\"1\",\"1\",\"x\",\"\",\"\",\"\",\"\",\"\"",
      "\"CHAN_START\",\"999999999999999999999\",\"1\",\"1\",\"x\",\"\",\"\",\"\",\"\",\"\"",
      "\"CHAN_START\",\"9223372036854775807\",\"1\",\"1\",\"x\",\"\",\"\",\"\",\"\",\"\""})
  void what_is_no_record_or_nothing_to_us_is_left_out(String line) {
    assertEquals(Optional.empty(), CelLine.read(line));
  }
}
