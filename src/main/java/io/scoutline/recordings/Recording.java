package io.scoutline.recordings;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.PbxName;
import io.scoutline.kernel.RecordingId;
import io.scoutline.recordings.sound.AudioFormat;
import io.scoutline.recordings.sound.Fault;
import io.scoutline.recordings.sound.TalkTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One file that a PBX finished, whole or not (P6.1). {@code uniqueid} is the channel it was made on, empty when the
 * file's name told none; {@code call} is empty until that channel's call is known. {@code startedAt} and
 * {@code endedAt} are by the file's own time and its length. {@code bytes} are those of the file as it is kept.
 *
 * @param format empty when there is no sound to play
 * @param fault why it is damaged; empty when it is ready
 * @param talk known of sound with two sides
 * @param sourceName how the file was called when it arrived, printable and cut to 200 characters
 * @param sha256 of the file as it arrived, in hexadecimal
 * @param sample the shipped sample that stands for the file in the demo
 */
public record Recording(
    RecordingId id,
    PbxName pbx,
    Optional<String> uniqueid,
    int part,
    Optional<CallId> call,
    Instant startedAt,
    Instant endedAt,
    Duration duration,
    long bytes,
    Optional<AudioFormat> format,
    Optional<Fault> fault,
    Optional<TalkTime> talk,
    String sourceName,
    String sha256,
    Optional<String> sample,
    Instant createdAt) {

  public RecordingState state() {
    return fault.isPresent() ? RecordingState.DAMAGED : RecordingState.READY;
  }

  /** Whether there is sound to play, though it may be cut. */
  public boolean isPlayable() {
    return format.isPresent();
  }

  Recording asPart(int number) {
    return new Recording(id, pbx, uniqueid, number, call, startedAt, endedAt, duration, bytes, format, fault, talk,
        sourceName, sha256, sample, createdAt);
  }
}
