package io.scoutline.recordings.intake;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.RecordingId;
import io.scoutline.platform.DiskFull;
import io.scoutline.recordings.Recording;
import io.scoutline.recordings.RecordingStore;
import io.scoutline.recordings.intake.Archive.Draft;
import io.scoutline.recordings.sound.AudioFormat;
import io.scoutline.recordings.sound.Fault;
import io.scoutline.recordings.sound.SoundCopy;
import io.scoutline.recordings.sound.SoundCopy.Measured;
import io.scoutline.recordings.sound.SoundScan;
import io.scoutline.recordings.sound.WavHeader;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Takes one finished file into the archive (P6.1) in four steps: copy it, add the row, bring the copy to its place,
 * remove the source. The source is the last to go, and each step finds what a former try has done; so a kill at any
 * point loses nothing and doubles nothing, and the next try is the repair. Blocks; for worker threads.
 */
public final class Intake {

  /** A copy on the disk, not yet a recording. */
  record Copied(ArrivedFile source, Draft draft, Recording recording) {}

  /** What one try came to. */
  public sealed interface Outcome {

    /** The row stands and the file lies in its place. {@code placed}: it was not there before. */
    record Taken(Recording recording, boolean placed) implements Outcome {}

    /** Somebody else took it, or it was removed. */
    record Gone() implements Outcome {}

    /** It grew or changed while it was read; it is looked at again. */
    record StillChanging() implements Outcome {}

    /** The disk would be left with less than the reserve, or took no more; nothing of it is left there. */
    record NoSpace() implements Outcome {}
  }

  private final RecordingStore store;
  private final Archive archive;
  private final Ids ids;
  private final InstantSource clock;
  private final Duration longest;
  private final long reserveBytes;

  /**
   * @param longest what lasts longer is kept as {@link Fault#TOO_LONG}
   * @param reserveBytes how much the disk must have left after a copy
   */
  public Intake(RecordingStore store, Archive archive, Ids ids, InstantSource clock, Duration longest,
      long reserveBytes) {
    this.store = store;
    this.archive = archive;
    this.ids = ids;
    this.clock = clock;
    this.longest = longest;
    this.reserveBytes = reserveBytes;
  }

  /**
   * @throws IOException when the file cannot be read, copied or removed; it is still there
   * @throws io.scoutline.platform.database.DatabaseFault when the row cannot be added; the file is still there
   */
  public Outcome take(PbxName pbx, Path path) throws IOException {
    Optional<ArrivedFile> arrived = ArrivedFile.look(path);
    if (arrived.isEmpty()) {
      return new Outcome.Gone();
    }
    ArrivedFile source = arrived.get();
    if (!source.link() && archive.free() - source.size() < reserveBytes) {
      return new Outcome.NoSpace();
    }
    try {
      return take(pbx, source);
    } catch (IOException failure) {
      if (DiskFull.isBehind(failure) || archive.free() < reserveBytes) {
        return new Outcome.NoSpace();
      }
      throw failure;
    }
  }

  private Outcome take(PbxName pbx, ArrivedFile source) throws IOException {
    Copied copied = copy(pbx, source);
    try {
      if (!isUnchanged(source)) {
        return new Outcome.StillChanging();
      }
      Recording kept = keep(copied);
      boolean placed = place(copied, kept);
      return remove(source) ? new Outcome.Taken(kept, placed) : new Outcome.StillChanging();
    } finally {
      copied.draft().discard();
    }
  }

  /** Step one: the content and what it measures, on the disk among the unfinished. */
  Copied copy(PbxName pbx, ArrivedFile source) throws IOException {
    RecordingId id = new RecordingId(ids.next());
    Draft draft = archive.draft(id);
    try {
      Arrival arrival = new Arrival(pbx, source, id, clock.instant().truncatedTo(ChronoUnit.MILLIS));
      return new Copied(source, draft, source.link() ? link(arrival, draft) : content(arrival, draft));
    } catch (IOException | RuntimeException failure) {
      draft.discard();
      throw failure;
    }
  }

  /** Step two: the row, or the one that a former try added. */
  Recording keep(Copied copied) {
    return store.keep(copied.recording()).recording();
  }

  /** Step three: the files to where the row says. */
  boolean place(Copied copied, Recording kept) throws IOException {
    return archive.settle(copied.draft(), kept);
  }

  /** Step four: the source goes, unless it is no longer what was copied. */
  boolean remove(ArrivedFile source) throws IOException {
    if (!isUnchanged(source)) {
      return false;
    }
    Files.deleteIfExists(source.path());
    return true;
  }

  private static boolean isUnchanged(ArrivedFile source) throws IOException {
    return ArrivedFile.look(source.path()).filter(source::equals).isPresent();
  }

  private Recording content(Arrival arrival, Draft draft) throws IOException {
    Set<OpenOption> plainFile = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);
    try (SeekableByteChannel file = Files.newByteChannel(arrival.source().path(), plainFile)) {
      if (arrival.name().isEmpty()) {
        return arrival.damaged(Fault.BAD_NAME, SoundCopy.bytes(file, draft.audio()));
      }
      return switch (SoundScan.of(file, arrival.name().get().raw())) {
        case SoundScan.Refused(Fault fault) -> arrival.damaged(fault, SoundCopy.bytes(file, draft.audio()));
        case SoundScan.Found found when isTooLong(found) ->
            arrival.damaged(Fault.TOO_LONG, SoundCopy.bytes(file, draft.audio()));
        case SoundScan.Found found ->
            arrival.sound(found, SoundCopy.sound(file, found, draft.audio(), draft.peaks()));
      };
    }
  }

  private boolean isTooLong(SoundScan.Found found) {
    return found.bytes() > WavHeader.MOST_DATA_BYTES
        || found.format().durationOf(found.bytes()).compareTo(longest) > 0;
  }

  /** Of a link nothing is kept but that it was there. */
  private Recording link(Arrival arrival, Draft draft) throws IOException {
    Files.createFile(draft.audio());
    try (SeekableByteChannel nothing = Files.newByteChannel(draft.audio())) {
      Measured empty = SoundCopy.digest(nothing);
      return arrival.damaged(Fault.SYMLINK, empty);
    }
  }

  /** One file that arrived, on its way to becoming a row. */
  private record Arrival(PbxName pbx, ArrivedFile source, RecordingId id, Instant now) {

    /** A link's name may be a channel's, but it holds nothing of that channel. */
    Optional<RecordingName> name() {
      return source.link() ? Optional.empty() : source.name();
    }

    Recording damaged(Fault fault, Measured measured) {
      return recording(Duration.ZERO, measured.sourceBytes(), Optional.empty(), Optional.of(fault), measured);
    }

    Recording sound(SoundScan.Found found, Measured measured) {
      AudioFormat format = found.format();
      long bytes = WavHeader.of(format, found.bytes()).length + found.bytes() + (found.bytes() & 1);
      return recording(format.durationOf(found.bytes()), bytes, Optional.of(format),
          found.cut() ? Optional.of(Fault.CUT) : Optional.empty(), measured);
    }

    private Recording recording(
        Duration duration, long bytes, Optional<AudioFormat> format, Optional<Fault> fault, Measured measured) {
      Instant endedAt = endedAt();
      return new Recording(id, pbx, name().map(RecordingName::uniqueid),
          name().map(found -> found.part().orElse(1)).orElse(1), Optional.empty(), endedAt.minus(duration), endedAt,
          duration, bytes, format, fault, measured.talk(), source.printableName(), measured.sha256(),
          Optional.empty(), now);
    }

    /** When the file was last written, unless that is before its channel existed or after now. */
    private Instant endedAt() {
      Instant written = source.modifiedAt().truncatedTo(ChronoUnit.MILLIS);
      Instant earliest = name().map(RecordingName::channelCreated).orElse(written);
      Instant notTooEarly = written.isBefore(earliest) ? earliest : written;
      return notTooEarly.isAfter(now) ? now : notTooEarly;
    }
  }
}
