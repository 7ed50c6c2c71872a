package io.scoutline.recordings.samples;

import io.scoutline.kernel.Ids;
import io.scoutline.kernel.RecordingId;
import io.scoutline.platform.database.Sql;
import io.scoutline.recordings.intake.Archive;
import io.scoutline.recordings.intake.Archive.Draft;
import io.scoutline.recordings.sound.SoundCopy;
import io.scoutline.recordings.sound.SoundCopy.Measured;
import io.scoutline.recordings.sound.SoundScan;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/**
 * The few conversations that stand for the recordings of the demo's past (P17.1): measured like any other, kept once,
 * given to thousands of calls in one statement. Methods wait; for virtual or plain threads.
 */
public final class SampleLibrary {

  /** Writes bare samples as a PBX does to a file that does not exist yet. */
  @FunctionalInterface
  public interface RawSound {
    void writeTo(Path file) throws IOException;
  }

  private final SampleStore store;
  private final Archive archive;
  private final Ids ids;

  public SampleLibrary(Sql sql, Archive archive, Ids ids) {
    this.store = new SampleStore(sql);
    this.archive = archive;
    this.ids = ids;
  }

  /**
   * Keeps a conversation under a name of its own; one of that name is replaced.
   *
   * @throws IllegalArgumentException when nothing was written that can be played
   */
  public Sample install(String name, RawSound sound) throws IOException {
    Draft draft = archive.draft(new RecordingId(ids.next()));
    Path raw = draft.audio().resolveSibling(draft.audio().getFileName() + ".raw");
    try {
      sound.writeTo(raw);
      Sample sample = measure(name, raw, draft);
      Files.move(draft.peaks(), archive.samplePeaks(name), StandardCopyOption.REPLACE_EXISTING);
      Files.move(draft.audio(), archive.sampleAudio(name), StandardCopyOption.REPLACE_EXISTING);
      return sample;
    } finally {
      Files.deleteIfExists(raw);
      draft.discard();
    }
  }

  private static Sample measure(String name, Path raw, Draft draft) throws IOException {
    try (FileChannel file = FileChannel.open(raw)) {
      if (!(SoundScan.of(file, true) instanceof SoundScan.Found found)) {
        throw new IllegalArgumentException("the sample " + name + " holds no sound");
      }
      Measured measured = SoundCopy.sound(file, found, draft.audio(), draft.peaks());
      return new Sample(name, found.format(), found.format().durationOf(found.bytes()), Files.size(draft.audio()),
          measured.talk(), measured.sha256());
    }
  }

  /**
   * Gives each answered call with a client between the instants, that has no recording, one of about its length.
   *
   * @return how many were given
   */
  public int giveToCalls(Instant from, Instant to, List<Sample> samples) {
    return store.giveToCalls(from, to, samples);
  }
}
