package io.scoutline.recordings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.scoutline.kernel.CallId;
import io.scoutline.platform.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P6.8: a list of calls names the recordings that its reader may hear, and no others. */
class AudibleTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final byte[] SOUND = new Sounds().stereo(2_000, 16_384, 0).raw();

  @TempDir
  Path folder;
  private ListeningRoom room;

  @BeforeEach
  void open() throws IOException {
    room = ListeningRoom.open(postgres, folder);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  @DisplayName("P6.8, P16.1 each role is told of the recordings of which it would be sent the sound")
  void who_is_told_of_a_recording_may_hear_it() throws Exception {
    Recording scouts = room.recorded(SOUND, "scout");
    Recording researchers = room.recorded(SOUND, "researcher");
    Recording both = room.recorded(SOUND, "scout");
    room.rang(both.call().orElseThrow(), "researcher", "answered");
    Map<String, List<Recording>> audible = Map.of(
        "scout", List.of(scouts, both), "researcher", List.of(researchers, both), "colleague", List.of(),
        "channel", List.of(scouts, both), "otherChannel", List.of(researchers, both),
        "reviewer", List.of(scouts, researchers, both), "head", List.of(scouts, researchers, both),
        "admin", List.of());

    for (var expected : audible.entrySet()) {
      String who = expected.getKey();
      List<Recording> told = List.of(scouts, researchers, both).stream().filter(one ->
          room.audibleTo(who, List.of(call(scouts), call(researchers), call(both)))
              .getOrDefault(call(one), List.of()).contains(one.id())).toList();
      assertEquals(expected.getValue(), told, who);
      for (Recording one : List.of(scouts, researchers, both)) {
        assertEquals(told.contains(one), room.get(who, "/" + one.id() + "/audio").statusCode() == 200, who);
      }
    }
  }

  @Test
  void who_only_heard_it_ring_is_told_of_no_recording() throws Exception {
    Recording recording = room.recorded(SOUND, "scout");
    room.rang(call(recording), "colleague", "missed");

    assertEquals(Map.of(), room.audibleTo("colleague", List.of(call(recording))));
  }

  @Test
  void a_recording_without_sound_is_nothing_to_play() throws Exception {
    Recording recording = room.recorded(SOUND, "scout");
    room.update("""
        UPDATE recordings.recording SET state = 'damaged', fault = 'empty', encoding = NULL, channels = NULL,
          sample_rate = NULL""");

    assertEquals(Map.of(), room.audibleTo("head", List.of(call(recording))));
  }

  @Test
  void a_right_that_has_ended_takes_the_sign_along() throws Exception {
    Recording recording = room.recorded(SOUND, "scout");
    room.movesToOtherTeam("scout");

    assertEquals(Map.of(), room.audibleTo("channel", List.of(call(recording))));
    assertEquals(Map.of(call(recording), List.of(recording.id())),
        room.audibleTo("otherChannel", List.of(call(recording))));
  }

  private static CallId call(Recording recording) {
    return recording.call().orElseThrow();
  }
}
