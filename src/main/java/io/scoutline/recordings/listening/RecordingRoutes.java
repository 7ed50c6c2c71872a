package io.scoutline.recordings.listening;

import io.scoutline.audit.AuditLog;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.RecordingId;
import io.scoutline.kernel.Role;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.ByteRange;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.wire.Problem;
import io.scoutline.recordings.Recording;
import io.scoutline.recordings.RecordingSight;
import io.scoutline.recordings.RecordingStore;
import io.scoutline.recordings.Recordings;
import io.scoutline.recordings.sound.Peaks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Recordings over HTTP. Each request is judged by the row and the call it belongs to at that moment (P6.8): a player
 * that is halfway through loses its sound with the right to it.
 */
public final class RecordingRoutes {

  record Heard(List<HeardStretch> stretches) {}

  record HeardStretch(long fromMs, long toMs) {}

  record Listenings(List<ListeningStore.Listening> items) {}

  record PeaksView(double columnMs, long durationMs, byte[][] channels) {}

  private record Seen(Recording recording, RecordingSight sight) {}

  private static final long PAGE = 50;
  private static final long PEAK_COLUMNS = 2_000;
  private static final int LISTENINGS = 200;

  private final Recordings recordings;
  private final RecordingStore store;
  private final ListeningStore listenings;
  private final InstantSource clock;

  public RecordingRoutes(Recordings recordings, Database database, AuditLog audit, InstantSource clock) {
    this.recordings = recordings;
    this.store = recordings.store();
    this.listenings = new ListeningStore(database, audit, clock);
    this.clock = clock;
  }

  public void register(Api api) {
    Access anyRole = Access.signedIn();
    Access whoReviews = Access.roles(Role.HEAD, Role.SUPERVISOR, Role.ADMIN);
    api.operation("listRecordings", anyRole, this::listRecordings)
        .operation("getRecording", anyRole, this::getRecording)
        .operation("getPeaks", anyRole, this::getPeaks)
        .operation("getAudio", anyRole, this::getAudio)
        .operation("headAudio", anyRole, this::headAudio)
        .operation("reportHeard", anyRole, this::reportHeard)
        .operation("listListenings", whoReviews, this::listListenings);
  }

  private Reply listRecordings(Request request) {
    Optional<String> call = request.queryText("call");
    boolean unlinked = request.queryFlag("unlinked").orElse(false);
    boolean damaged = request.queryFlag("damaged").orElse(false);
    if ((call.isPresent() ? 1 : 0) + (unlinked ? 1 : 0) + (damaged ? 1 : 0) != 1) {
      throw Problem.invalid("call", "one_filter", "Ask for the recordings of one call, the unlinked or the damaged.");
    }
    return Reply.ok(call.isPresent() ? ofCall(request, call.get()) : toLookAfter(request, unlinked));
  }

  private RecordingView.Page ofCall(Request request, String text) {
    CallId call = new CallId(uuid(text));
    RecordingSight sight = RecordingSight.of(request.actor(), store.participants(call));
    if (sight == RecordingSight.NOTHING) {
      throw Problem.notFound("call");
    }
    return new RecordingView.Page(store.ofCall(call).stream().map(one -> view(one, sight)).toList(),
        Optional.empty());
  }

  /** Orphans, or what is not whole: for those who can do something about it. */
  private RecordingView.Page toLookAfter(Request request, boolean unlinked) {
    if (!request.actor().isAnyOf(Role.HEAD, Role.SUPERVISOR, Role.ADMIN)) {
      throw Problem.forbidden("role", "Only a head, a supervisor or an administrator looks after these.");
    }
    Cursor after = request.queryText("cursor")
        .map(text -> Cursor.parse(text).orElseThrow(() ->
            Problem.invalid("cursor", "malformed", "It is not the `next` of a page.")))
        .orElse(Cursor.START);
    int limit = Math.toIntExact(request.queryNumber("limit").orElse(PAGE));
    Instant before = clock.instant().minus(recordings.settings().orphanAfter());
    List<Recording> read = unlinked
        ? store.orphans(before, after, limit + 1)
        : store.damaged(after, limit + 1);
    List<Recording> page = read.subList(0, Math.min(limit, read.size()));
    return new RecordingView.Page(page.stream().map(one -> view(one, sightOf(request, one))).toList(),
        read.size() > limit ? Optional.of(Cursor.after(page.getLast()).text()) : Optional.empty());
  }

  private Reply getRecording(Request request) {
    Seen seen = seen(request);
    return Reply.ok(view(seen.recording(), seen.sight()));
  }

  private Reply getPeaks(Request request) throws IOException {
    Recording recording = audible(request);
    int width = Math.toIntExact(request.queryNumber("width").orElse(PEAK_COLUMNS));
    Path file = present(recordings.archive().peaks(recording));
    Peaks peaks = Peaks.read(file, width);
    return Reply.ok(new PeaksView(peaks.columnMillis(), recording.duration().toMillis(), peaks.channels()))
        .withETag(recording.sha256() + "-" + width);
  }

  /** A browser that is told to use its own copy (304) plays it: that is a listening too, and noted as one (P6.8). */
  private Reply getAudio(Request request) throws IOException {
    Recording recording = audible(request);
    Path file = present(recordings.archive().audio(recording));
    long size = Files.size(file);
    ByteRange wanted = ByteRange.of(request.header("Range").orElse(null), request.header("If-Range").orElse(null),
        '"' + recording.sha256() + '"', size);
    switch (wanted) {
      case ByteRange.Whole() -> listenings.asked(request.actor(), recording, Stretch.ofBytes(recording, 0, size - 1));
      case ByteRange.Part(long from, long to) ->
          listenings.asked(request.actor(), recording, Stretch.ofBytes(recording, from, to));
      case ByteRange.Unsatisfiable() -> { }
    }
    return sound(recording, file, size);
  }

  /** How large it is and which version: nothing is heard by that. */
  private Reply headAudio(Request request) throws IOException {
    Recording recording = audible(request);
    Path file = present(recordings.archive().audio(recording));
    return sound(recording, file, Files.size(file));
  }

  private static Reply sound(Recording recording, Path file, long size) {
    return Reply.file("audio/wav", file, size, recording.sha256())
        .withHeader("Content-Disposition", "inline; filename=\"" + recording.id() + ".wav\"")
        .withHeader("X-Content-Type-Options", "nosniff");
  }

  private Reply reportHeard(Request request) {
    Recording recording = audible(request);
    long end = recording.duration().toMillis();
    List<Stretch> stretches = request.body(Heard.class).stretches().stream()
        .filter(one -> one.fromMs() < one.toMs())
        .map(one -> new Stretch(Math.min(end, one.fromMs()), Math.min(end, one.toMs())))
        .toList();
    if (!listenings.heard(request.actor().person(), recording.id(), stretches)) {
      throw Problem.conflict("not_asked_for", "This recording was not played to you, so nothing was noted.");
    }
    return Reply.nothing();
  }

  private Reply listListenings(Request request) {
    return Reply.ok(new Listenings(listenings.of(seen(request).recording().id(), LISTENINGS)));
  }

  /** The recording, when this person may know of it; otherwise it is as if it were not there. */
  private Seen seen(Request request) {
    Recording recording = store.find(new RecordingId(request.pathUuid("id"))).orElseThrow(RecordingRoutes::unknown);
    RecordingSight sight = sightOf(request, recording);
    if (sight == RecordingSight.NOTHING) {
      throw unknown();
    }
    return new Seen(recording, sight);
  }

  private Recording audible(Request request) {
    Seen seen = seen(request);
    if (seen.sight() != RecordingSight.SOUND) {
      throw Problem.forbidden("listening", "Your role looks after recordings but does not hear them.");
    }
    if (!seen.recording().isPlayable()) {
      throw Problem.of(404, "no_sound", "What was recorded holds no sound that can be played.");
    }
    return seen.recording();
  }

  private RecordingSight sightOf(Request request, Recording recording) {
    return RecordingSight.of(request.actor(), recording.call().map(store::participants).orElse(List.of()));
  }

  private static RecordingView view(Recording recording, RecordingSight sight) {
    return RecordingView.of(recording, sight == RecordingSight.SOUND);
  }

  private static Path present(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Problem.unavailable("sound_missing",
          "The sound is not in its place. If this stays so, an administrator can tell why.");
    }
    return file;
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notOne) {
      throw Problem.notFound("call");
    }
  }

  private static Problem unknown() {
    return Problem.notFound("recording");
  }
}
