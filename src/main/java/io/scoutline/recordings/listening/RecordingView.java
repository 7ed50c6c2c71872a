package io.scoutline.recordings.listening;

import io.scoutline.kernel.CallId;
import io.scoutline.kernel.RecordingId;
import io.scoutline.recordings.Recording;
import io.scoutline.recordings.RecordingState;
import io.scoutline.recordings.sound.AudioFormat;
import io.scoutline.recordings.sound.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A recording as the API and the live channel show it.
 *
 * @param playable there is sound, though it may be cut
 * @param audible whoever asks may hear it
 */
public record RecordingView(
    RecordingId id,
    String pbx,
    Optional<String> uniqueid,
    int part,
    Optional<CallId> callId,
    Instant startedAt,
    Instant endedAt,
    Duration durationMs,
    long bytes,
    RecordingState state,
    Optional<Fault> fault,
    boolean playable,
    boolean audible,
    int channels,
    Optional<TalkView> talk,
    String sourceName,
    Instant createdAt) {

  /** How long each side spoke and how long nobody did. */
  public record TalkView(Duration clientMs, Duration oursMs, Duration silenceMs) {}

  /** @param next the cursor of the page that follows, empty on the last one */
  record Page(List<RecordingView> items, Optional<String> next) {}

  /** What everybody who may see the row may know of it. */
  public static RecordingView of(Recording recording, boolean audible) {
    return new RecordingView(recording.id(), recording.pbx().value(), recording.uniqueid(), recording.part(),
        recording.call(), recording.startedAt(), recording.endedAt(), recording.duration(), recording.bytes(),
        recording.state(), recording.fault(), recording.isPlayable(), audible && recording.isPlayable(),
        recording.format().map(AudioFormat::channels).orElse(0),
        recording.talk().map(talk -> new TalkView(talk.client(), talk.ours(), talk.silence())),
        recording.sourceName(), recording.createdAt());
  }
}
