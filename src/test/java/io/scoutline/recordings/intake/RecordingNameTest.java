package io.scoutline.recordings.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P6.1, P16.2: a name is a channel's id and nothing else. */
class RecordingNameTest {

  @Test
  void the_name_of_a_file_is_the_channel_it_was_made_on() {
    assertEquals(Optional.of(new RecordingName("1763717000.42", OptionalInt.empty(), true)),
        RecordingName.parse("1763717000.42.raw"));
    assertEquals(Instant.ofEpochSecond(1_763_717_000),
        RecordingName.parse("1763717000.42.raw").orElseThrow().channelCreated());
  }

  @Test
  void a_pbx_with_a_system_name_has_it_in_the_channel_id() {
    RecordingName name = RecordingName.parse("msk-2-1763717000.42-3.wav").orElseThrow();
    assertEquals(new RecordingName("msk-2-1763717000.42", OptionalInt.of(3), false), name);
    assertEquals(Instant.ofEpochSecond(1_763_717_000), name.channelCreated());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../1763717000.42.raw", "a/1763717000.42.raw", "..\\1763717000.42.raw",
      "1763717000.42", "1763717000.42.mp3", "1763717000.42.raw.exe", "1763717000.raw", "1763717000.42.RAW",
      "1763717000.42.raw\n", "1763717000.42\u0000.raw", "1763717000.42-0.raw", "1763717000.42-100.raw",
      "-1763717000.42.raw", ".1763717000.42.raw", "١٧٦٣.٤٢.raw", "'; drop table recording; --.raw",
      "1763717000.42;rm -rf.raw", "$(reboot)-1763717000.42.raw", "<b>-1763717000.42.raw",
      "999999999999999999999.1.raw"})
  void any_other_name_is_no_recordings_name(String hostile) {
    assertFalse(RecordingName.parse(hostile).isPresent());
  }

  @Test
  void a_name_without_end_is_refused_without_being_read() {
    assertFalse(RecordingName.parse("a-".repeat(100_000) + "1.1.raw").isPresent());
  }
}
