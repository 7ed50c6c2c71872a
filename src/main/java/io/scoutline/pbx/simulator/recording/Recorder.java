package io.scoutline.pbx.simulator.recording;

import io.scoutline.pbx.simulator.setup.SimulatorConfig;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes recordings as the dialplan's {@code MixMonitor(…,D,mv …)} does: a raw two-channel file in the spool from
 * the first moment on, moved into the done folder by one rename soon after the call. A call that nobody answered
 * leaves an empty file. A thread of its own writes one file after another, in pieces.
 */
public final class Recorder implements Recordings, AutoCloseable {
  private static final int PIECE_FRAMES = 4096;

  private final Path spool;
  private final Path done;
  private final long seed;
  private final Voices voices = new Voices();
  private final byte[] piece = new byte[PIECE_FRAMES * SoundTrack.FRAME_BYTES];
  private final DiskThread disk = new DiskThread("pbx-simulator-recorder");

  public Recorder(SimulatorConfig.Folders folders, long seed) {
    this.spool = folders.spool();
    this.done = folders.done();
    this.seed = seed;
    try {
      Files.createDirectories(spool);
      Files.createDirectories(done);
    } catch (IOException fault) {
      throw new UncheckedIOException("The recording folders cannot be made", fault);
    }
  }

  @Override
  public Optional<Recording> start(String uniqueid, String clientNumber) {
    var fileName = uniqueid.replaceAll("[^0-9A-Za-z.-]", "") + ".raw";
    disk.later(() -> Files.createFile(spool.resolve(fileName)));
    return Optional.of(new Recording(fileName, clientNumber, recording -> disk.later(() -> write(recording))));
  }

  private void write(Recording recording) throws IOException {
    var file = spool.resolve(recording.fileName());
    try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      var track = new SoundTrack(voices, recording.clientNumber(), seed ^ recording.fileName().hashCode());
      var marks = recording.marks();
      for (int i = 0; i < marks.size(); i++) {
        var until = i + 1 < marks.size() ? marks.get(i + 1).at() : recording.ended();
        track.change(marks.get(i).sound(), recording.clientNumber());
        write(track, Duration.between(marks.get(i).at(), until), out);
      }
    }
    Files.move(file, done.resolve(recording.fileName()), StandardCopyOption.ATOMIC_MOVE);
  }

  private void write(SoundTrack track, Duration length, OutputStream out) throws IOException {
    long frames = length.toNanos() / (1_000_000_000L / SoundTrack.RATE);
    while (frames > 0) {
      int now = (int) Math.min(frames, PIECE_FRAMES);
      track.fill(piece, now);
      out.write(piece, 0, now * SoundTrack.FRAME_BYTES);
      frames -= now;
    }
  }

  /** Finishes what is being written, within a few seconds. */
  @Override
  public void close() {
    disk.close();
  }
}
