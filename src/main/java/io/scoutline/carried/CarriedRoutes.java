package io.scoutline.carried;

import io.scoutline.kernel.Ids;
import io.scoutline.platform.DiskFull;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Operation;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.wire.Problem;
import io.scoutline.recordings.intake.RecordingName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What the scripts of PBXs on other hosts call, each with the token of its PBX: whoever has one sees and fills the
 * folders of that PBX and nothing else (P16.1). Repeating any of it changes nothing.
 */
public final class CarriedRoutes {

  record RecordsView(String file, long next) {}

  record StandView(String name, Optional<RecordsView> records) {}

  record RecordingView(String file, long size, String sha256) {}

  private static final long MOST_RECORDS = 1 << 20;
  /** Twelve hours of the PBX's own recording are 1.4 GB. */
  private static final long MOST_SOUND = 2L << 30;
  /** What the disk keeps free, as the intake has it. */
  private static final long RESERVE = 1L << 30;
  private static final Duration FULL_FOR = Duration.ofSeconds(5);

  private final List<CarriedPbx> pbxs;
  private final Ids ids;
  private final InstantSource clock;

  public CarriedRoutes(List<CarriedPbx> pbxs, Ids ids, InstantSource clock) {
    this.pbxs = List.copyOf(pbxs);
    this.ids = ids;
    this.clock = clock;
  }

  public void register(Api api) {
    Access token = Access.bearer(shown -> pbxs.stream().anyMatch(pbx -> pbx.opens(shown)));
    api.operation("getCarried", token, request -> stand(heard(request)))
        .operation("carryRecords", token, bounded(this::records))
        .operation("carryRecording", token, bounded(this::recording));
  }

  @FunctionalInterface
  private interface Taking {
    Reply take(CarriedPbx pbx, Request request) throws IOException;
  }

  private Operation.Handler bounded(Taking taking) {
    return request -> {
      CarriedPbx pbx = heard(request);
      if (!pbx.enter()) {
        throw Problem.tooMany(FULL_FOR);
      }
      try {
        return taking.take(pbx, request);
      } catch (IOException | RuntimeException failure) {
        if (DiskFull.isBehind(failure)) {
          throw full();
        }
        throw failure;
      } finally {
        pbx.leave();
      }
    };
  }

  /** Somebody else's PBX is answered like one that does not exist. */
  private CarriedPbx heard(Request request) {
    String name = request.pathText("name");
    CarriedPbx pbx = pbxs.stream().filter(one -> one.name().value().equals(name) && one.opens(request.token()))
        .findFirst().orElseThrow(() -> Problem.notFound("PBX"));
    pbx.heard();
    return pbx;
  }

  private static Reply stand(CarriedPbx pbx) throws IOException {
    Optional<CarriedRecords.Stand> there = pbx.records().stand();
    Reply said = Reply.ok(new StandView(pbx.name().value(),
        there.map(stand -> new RecordsView(stand.file(), stand.next()))));
    return there.map(stand -> said.withHeader("Scoutline-File", stand.file())
        .withHeader("Scoutline-Offset", Long.toString(stand.next()))).orElse(said);
  }

  private Reply records(CarriedPbx pbx, Request request) throws IOException {
    String file = request.queryText("file").orElseThrow();
    long offset = request.queryNumber("offset").orElseThrow();
    requireRoom(pbx, MOST_RECORDS);
    Path piece = pbx.recordings().arriving(ids.next());
    try {
      long bytes = request.saveBody(piece, MOST_RECORDS);
      CarriedRecords.Outcome outcome = pbx.records().take(file, offset, piece);
      String next = Long.toString(outcome.next());
      if (!outcome.taken()) {
        throw Problem.conflict("gap", "Of this file the byte at " + next + " is wanted next.")
            .withHeader("Scoutline-Offset", next);
      }
      pbx.tookRecords(bytes);
      return Reply.ok(new RecordsView(file, outcome.next())).withHeader("Scoutline-Offset", next);
    } finally {
      Files.deleteIfExists(piece);
    }
  }

  private Reply recording(CarriedPbx pbx, Request request) throws IOException {
    String name = RecordingName.parse(request.pathText("file")).map(_ -> request.pathText("file"))
        .orElseThrow(() -> Problem.badRequest("bad_name", "This is no name of a recording."));
    long size = request.queryNumber("size").orElseThrow();
    String sha256 = request.queryText("sha256").orElseThrow();
    if (size > MOST_SOUND) {
      throw Problem.tooLarge(MOST_SOUND);
    }
    requireRoom(pbx, size);
    Path arriving = pbx.recordings().arriving(ids.next());
    try {
      request.saveBody(arriving, size);
      switch (pbx.recordings().settle(arriving, name, size, sha256, finished(request))) {
        case HERE -> pbx.tookRecording(size);
        case OTHER_BYTES -> throw Problem.of(422, "other_bytes", "What arrived is not what was announced.")
            .keeping("Nothing of it was kept.");
        case NAME_TAKEN -> throw Problem.conflict("name_taken",
            "Another recording of this name is about to be taken in. Send this one again in a minute.");
      }
    } finally {
      Files.deleteIfExists(arriving);
    }
    return Reply.ok(new RecordingView(name, size, sha256)).withHeader("Scoutline-Size", Long.toString(size))
        .withHeader("Scoutline-Sha256", sha256);
  }

  /** The clock of the PBX may be ahead of ours. */
  private Instant finished(Request request) {
    Instant said = Instant.ofEpochMilli(request.queryNumber("finished").orElseThrow());
    Instant now = clock.instant();
    return said.isAfter(now) ? now : said;
  }

  private static void requireRoom(CarriedPbx pbx, long bytes) throws IOException {
    if (pbx.recordings().free() - bytes < RESERVE) {
      throw full();
    }
  }

  private static Problem full() {
    return Problem.of(507, "disk_full", "The disk for recordings is nearly full.")
        .keeping("Nothing was taken; it waits on the PBX's host.");
  }
}
