package io.scoutline.bench;

import io.scoutline.Await;
import io.scoutline.people.Browser;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A long recording, as its listener hears it: taken in by the server like any other, linked to a call, asked for with
 * a session, and noted as heard before its first byte. Beside it a server of the same library that sends the same file
 * to anybody. The two in turn, each question on a connection of its own, hung up after its first byte.
 */
final class RecordingBench {

  private static final double MOST_MS_AT_P99 = 100;
  private static final double MB = 1 << 20;
  private static final Duration SHORT = Duration.ofMinutes(1);
  private static final int TIMES_HEARD = 5;
  private static final double MOST_GROWTH_MB = 8;
  private static final Duration TAKEN_IN_WITHIN = Duration.ofMinutes(5);
  private static final int SAMPLES_A_SECOND = 8_000;
  private static final int BYTES_A_FRAME = 4;

  private final Path folder;
  private final Path done;

  RecordingBench(Path folder) {
    this.folder = folder;
    this.done = folder.resolve("done");
  }

  /** @param cookie of somebody who may hear it */
  private record Kept(Duration length, Path file, long bytes, String path, String cookie) {}

  void run(BenchSettings.Recording settings, Report report) throws Exception {
    try (var office = QuietOffice.open(folder, Optional.of(done))) {
      Kept minute = record(office, 0, SHORT);
      Kept longest = record(office, 1, settings.longest());
      try (var plain = new PlainFiles(longest.file(), longest.bytes())) {
        report.add(waits(office.server().port(), plain.port(), longest, settings.requests()));
      }
      report.add(memory(office.server(), List.of(minute, longest)));
    }
  }

  /** A call that this person answered, and a sound that belongs to it; in its place when this returns. */
  private Kept record(QuietOffice office, int person, Duration length) throws Exception {
    var call = office.pbx().call(QuietOffice.from(person, 0).talk(Duration.ofSeconds(1)).clientHangsUp());
    call.completion().get(TAKEN_IN_WITHIN.toSeconds(), TimeUnit.SECONDS);
    String uniqueid = call.uniqueid().join();
    Path spoken = folder.resolve(uniqueid + ".raw");
    speak(spoken, length);
    Files.move(spoken, done.resolve(spoken.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    String linked = "SELECT id FROM recordings.recording WHERE uniqueid = '" + uniqueid + "' AND call_id IS NOT NULL";
    Await.until(() -> office.server().asked(linked).isPresent(), TAKEN_IN_WITHIN,
        () -> "the recording was not taken in");
    String id = office.server().asked(linked).orElseThrow();
    Path file = fileOf(office.server().data(), id);
    String token = new Browser(URI.create("http://127.0.0.1:" + office.server().port()))
        .as(BenchCompany.login(person), BenchCompany.PASSWORD).token();
    return new Kept(length, file, Files.size(file), "/api/recordings/" + id + "/audio", "scoutline=" + token);
  }

  /** Stereo as the PBX writes it, 8 kHz of 16 bits: a tone on either side that comes and goes. */
  private static void speak(Path file, Duration length) throws IOException {
    var second = new byte[SAMPLES_A_SECOND * BYTES_A_FRAME];
    for (int frame = 0; frame < SAMPLES_A_SECOND; frame++) {
      int sample = (int) (8_000 * Math.sin(frame * 2 * Math.PI * 400 / SAMPLES_A_SECOND));
      int side = frame < SAMPLES_A_SECOND / 2 ? 0 : 2;
      second[frame * BYTES_A_FRAME + side] = (byte) sample;
      second[frame * BYTES_A_FRAME + side + 1] = (byte) (sample >> 8);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (long spoken = 0; spoken < length.toSeconds(); spoken++) {
        out.write(second);
      }
    }
  }

  private static Path fileOf(Path data, String id) throws IOException {
    try (Stream<Path> files = Files.walk(data.resolve("recordings"))) {
      return files.filter(file -> file.getFileName().toString().equals(id + ".wav")).findFirst().orElseThrow();
    }
  }

  private static Figures waits(int ourPort, int plainPort, Kept kept, int requests) throws IOException {
    var lines = new ArrayList<Figures.Line>();
    var notes = new ArrayList<String>();
    for (Optional<Long> from : List.of(Optional.<Long>empty(), Optional.of(kept.bytes() / 2))) {
      var ours = new Samples();
      var plain = new Samples();
      for (int round = -requests / 4; round < requests; round++) {
        long one = new SoundRequest(ourPort, kept.path(), kept.cookie(), from).firstByte();
        long other = new SoundRequest(plainPort, "/", "none", from).firstByte();
        if (round >= 0) {
          ours.add(one);
          plain.add(other);
        }
      }
      String what = from.isPresent() ? "seek into the middle" : "first byte";
      lines.add(Figures.Line.of(what + ", Scoutline", ours.summary()));
      lines.add(Figures.Line.of(what + ", plain file server", plain.summary()));
      notes.add(String.format(Locale.ROOT, "%s, goal: p99 within %.0f ms, %s", what, MOST_MS_AT_P99,
          ours.summary().p99() <= MOST_MS_AT_P99 ? "holds" : "misses"));
    }
    return new Figures(String.format(Locale.ROOT, "Question → sound, a recording of %d minutes, %.0f MB",
        kept.length().toMinutes(), kept.bytes() / 1e6), Samples.Summary.HEADS, lines, notes);
  }

  /** By how much the heap grows, garbage included, while each of them is heard to its end several times. */
  private static Figures memory(BenchServer server, List<Kept> recordings) throws Exception {
    var lines = new ArrayList<Figures.Line>();
    var allocated = new ArrayList<Double>();
    var room = new byte[64 * 1024];
    for (Kept kept : recordings) {
      var request = new SoundRequest(server.port(), kept.path(), kept.cookie(), Optional.empty());
      double live = server.heap().live() / MB;
      double before = server.heap().used() / MB;
      for (int time = 0; time < TIMES_HEARD; time++) {
        long heard = request.whole(room);
        if (heard != kept.bytes()) {
          throw new IllegalStateException(heard + " bytes were heard of " + kept.bytes());
        }
      }
      allocated.add(server.heap().used() / MB - before);
      lines.add(Figures.Line.of(kept.length().toMinutes() + " min", "%.1f", kept.bytes() * TIMES_HEARD / MB, live,
          allocated.getLast(), server.heap().live() / MB - live));
    }
    return new Figures("Heard to the end " + TIMES_HEARD + " times: the server's heap",
        List.of("megabytes", "sent", "before", "allocated", "kept"), lines,
        List.of(String.format(Locale.ROOT, "goal: independent of the length, at most %.0f MB more for the longer, %s",
            MOST_GROWTH_MB, allocated.getLast() - allocated.getFirst() <= MOST_GROWTH_MB ? "holds" : "misses")));
  }
}
