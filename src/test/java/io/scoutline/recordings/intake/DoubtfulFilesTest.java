package io.scoutline.recordings.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.recordings.Recording;
import io.scoutline.recordings.RecordingState;
import io.scoutline.recordings.Sounds;
import io.scoutline.recordings.intake.Intake.Outcome;
import io.scoutline.recordings.sound.AudioFormat;
import io.scoutline.recordings.sound.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P6.1: whatever arrives is kept and said so: cut, no sound, hostile, or where there is no room. */
class DoubtfulFilesTest extends IntakeCase {

  @Test
  void a_cut_file_is_damaged_and_can_be_heard_as_far_as_it_goes() throws IOException {
    Recording odd = taken(server(), arrives("1763683000.7.raw", Arrays.copyOf(SOUND, SOUND.length - 3)));
    Recording torn = taken(server(), arrives("1763683000.8.wav",
        Arrays.copyOf(Sounds.wav(AudioFormat.MIX_MONITOR_RAW, SOUND), 32_044)));

    assertEquals(Optional.of(Fault.CUT), odd.fault());
    assertEquals(SOUND.length - 4 + 44, odd.bytes());
    assertEquals(Optional.of(Fault.CUT), torn.fault());
    assertEquals(Duration.ofSeconds(1), torn.duration());
    assertTrue(odd.isPlayable() && torn.isPlayable());
  }

  @Test
  void what_is_no_sound_is_kept_as_it_came_and_said_so() throws IOException {
    byte[] text = "this is not a WAV".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    Recording notAudio = taken(server(), arrives("1763683000.7.wav", text));
    Recording empty = taken(server(), arrives("1763683000.8.raw", new byte[0]));
    Recording unknown = taken(server(), arrives("song.mp3", text));

    assertEquals(Optional.of(Fault.NOT_AUDIO), notAudio.fault());
    assertEquals(Optional.of("1763683000.7"), notAudio.uniqueid());
    assertEquals(Optional.of(Fault.EMPTY), empty.fault());
    assertEquals(Optional.of(Fault.BAD_NAME), unknown.fault());
    assertEquals(Optional.empty(), unknown.uniqueid());
    assertEquals("song.mp3", unknown.sourceName());
    assertArrayEquals(text, Files.readAllBytes(data.resolve("quarantine/" + notAudio.id() + ".bin")));
    assertArrayEquals(text, Files.readAllBytes(data.resolve("quarantine/" + unknown.id() + ".bin")));
    assertEquals(List.of(), filesIn(done));
    assertFalse(notAudio.isPlayable());
  }

  @Test
  void what_is_longer_than_the_limit_is_kept_aside() throws IOException {
    Intake strict = new Intake(store, Archive.open(data), ids(), Clock.systemUTC(), Duration.ofSeconds(2), 0);

    Recording tooLong = taken(strict, arrives("1763683000.7.raw", SOUND));

    assertEquals(Optional.of(Fault.TOO_LONG), tooLong.fault());
    assertArrayEquals(SOUND, Files.readAllBytes(data.resolve("quarantine/" + tooLong.id() + ".bin")));
  }

  @Test
  @DisplayName("P16.2 a link is taken away, and never what it points at")
  void a_link_is_taken_away_and_never_followed() throws IOException {
    Path secret = folder.resolve("secret.raw");
    Files.write(secret, SOUND);
    Path link = Files.createSymbolicLink(done.resolve("1763683000.7.raw"), secret);

    Recording found = taken(server(), link);
    Recording real = taken(server(), arrives("1763683000.7.raw", SOUND));

    assertEquals(Optional.of(Fault.SYMLINK), found.fault());
    assertEquals(Optional.empty(), found.uniqueid());
    assertEquals(0, Files.size(data.resolve("quarantine/" + found.id() + ".bin")));
    assertArrayEquals(SOUND, Files.readAllBytes(secret));
    assertEquals(1, real.part());
    assertEquals(RecordingState.READY, real.state());
  }

  @ParameterizedTest
  @ValueSource(strings = {"..raw", "1763683000.7.raw\n", "'; drop table recordings.recording; --.raw",
      "<img src=x onerror=alert(1)>.raw", "$(reboot).raw", "\u202Ewar.7.raw", "1763683000.7%2F..%2Fx.raw", "Ж.raw"})
  void a_hostile_name_is_kept_as_a_word_and_nothing_more(String name) throws IOException {
    Path file = arrives(name, SOUND);

    Recording kept = taken(server(), file);

    assertEquals(Optional.of(Fault.BAD_NAME), kept.fault());
    assertEquals(kept.sourceName(), onlyRow().sourceName());
    assertTrue(kept.sourceName().codePoints().noneMatch(Character::isISOControl));
    assertFalse(kept.sourceName().contains("\u202E"));
    assertEquals(List.of(kept.id() + ".bin"), filesIn(data.resolve("quarantine")));
  }

  @Test
  void a_full_disk_leaves_the_file_where_it_is() throws IOException {
    Intake careful = new Intake(store, Archive.open(data), ids(), Clock.systemUTC(), Duration.ofHours(12),
        Long.MAX_VALUE / 2);
    Path file = arrives("1763683000.7.raw", SOUND);

    assertEquals(new Outcome.NoSpace(), careful.take(MAIN, file));
    assertTrue(Files.exists(file));
  }

  @Test
  void a_time_that_cannot_be_is_drawn_to_what_can() throws IOException {
    Path before = arrives("1763683000.7.raw", SOUND);
    Files.setLastModifiedTime(before, FileTime.from(Instant.EPOCH));
    Path after = arrives("1763683000.8.raw", SOUND);
    Files.setLastModifiedTime(after, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

    assertEquals(Instant.ofEpochSecond(1_763_683_000), taken(server(), before).endedAt());
    assertFalse(taken(server(), after).endedAt().isAfter(Instant.now()));
  }

  @Test
  void a_file_that_is_gone_is_nobodys_fault() throws IOException {
    assertEquals(new Outcome.Gone(), server().take(MAIN, done.resolve("1763683000.7.raw")));
  }
}
