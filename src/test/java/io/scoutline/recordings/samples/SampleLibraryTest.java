package io.scoutline.recordings.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.Ids;
import io.scoutline.platform.TestDatabase;
import io.scoutline.recordings.Recording;
import io.scoutline.recordings.RecordingState;
import io.scoutline.recordings.RecordingStore;
import io.scoutline.recordings.Sounds;
import io.scoutline.recordings.intake.Archive;
import io.scoutline.recordings.sound.Peaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P17.1: the demo's past can be heard without a file for each call. */
class SampleLibraryTest {

  @RegisterExtension
  static final TestDatabase postgres = new TestDatabase();

  private static final Ids IDS = Ids.timeOrdered(Clock.systemUTC(), new Random());
  private static final Instant DAY = Instant.parse("2026-11-20T09:00:00Z");

  @TempDir
  Path folder;
  private Archive archive;
  private SampleLibrary library;
  private RecordingStore store;

  @BeforeEach
  void open() throws IOException {
    postgres.database().update("TRUNCATE recordings.recording, calls.leg, calls.call CASCADE");
    postgres.database().query("SELECT calls.ensure_months(now() - interval '1 month', now())", row -> 0);
    archive = Archive.open(folder);
    library = new SampleLibrary(postgres.database(), archive, IDS);
    store = new RecordingStore(postgres.database());
  }

  @Test
  void each_answered_call_gets_a_conversation_of_about_its_length_and_only_one() throws IOException {
    Sample minute = library.install("minute", file -> Files.write(file, new Sounds().stereo(60_000, 9_000, 0).raw()));
    Sample blink = library.install("blink", file -> Files.write(file, new Sounds().stereo(1_000, 9_000, 0).raw()));
    CallId longCall = called("answered", 90_000);
    CallId shortCall = called("answered", 500);
    CallId missed = called("no_answer", 0);

    assertEquals(2, library.giveToCalls(DAY, DAY.plusSeconds(60), List.of(minute, blink)));
    assertEquals(0, library.giveToCalls(DAY, DAY.plusSeconds(60), List.of(minute, blink)));

    Recording recording = store.ofCall(longCall).getFirst();
    assertEquals(Duration.ofMinutes(1), recording.duration());
    assertEquals(minute.talk(), recording.talk());
    assertEquals(RecordingState.READY, recording.state());
    assertEquals(Duration.ofSeconds(1), store.ofCall(shortCall).getFirst().duration());
    assertEquals(List.of(), store.ofCall(missed));
    assertEquals(recording.bytes(), Files.size(archive.audio(recording)));
    assertEquals(60, Peaks.read(archive.peaks(recording), 60).channels()[0].length);
  }

  @Test
  void a_name_that_could_lead_elsewhere_or_an_empty_sound_is_no_sample() {
    assertThrows(IllegalArgumentException.class,
        () -> library.install("../../x", file -> Files.write(file, new byte[400])));
    assertThrows(IllegalArgumentException.class,
        () -> library.install("empty", file -> Files.write(file, new byte[0])));
    assertTrue(Files.exists(folder.resolve("samples")) && folder.resolve("incoming").toFile().list().length == 0);
  }

  private CallId called(String disposition, long talkMs) {
    CallId call = new CallId(IDS.next());
    boolean answered = disposition.equals("answered");
    postgres.database().update("""
        INSERT INTO calls.call (id, pbx, started_at, direction, external, caller_kind, number_said, caller_name,
          dialled, answered_at, ended_at, disposition, ring_ms, queue_ms, talk_ms, state, version)
        VALUES ($1, 'demo', $2, 'inbound', true, 'hidden', '', '', '', $3, $4, $5, 0, 0, $6, '{}', 1)""",
        call, DAY, answered ? DAY.plusSeconds(5) : null, DAY.plusSeconds(100), disposition, talkMs);
    postgres.database().update("""
        INSERT INTO calls.leg (call, uniqueid, pbx, endpoint, side, created_at)
        VALUES ($1, $2, 'demo', 'PJSIP/trunk', 'client', now())""", call, call.toString());
    return call;
  }
}
