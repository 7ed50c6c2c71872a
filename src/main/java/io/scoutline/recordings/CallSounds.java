package io.scoutline.recordings;

import io.scoutline.kernel.Actor;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.RecordingId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Recordings with sound of some calls, as they were when they were read. */
public final class CallSounds {

  private final List<RecordingStore.Sound> all;

  CallSounds(List<RecordingStore.Sound> all) {
    this.all = List.copyOf(all);
  }

  /** What this person may hear of each call (P6.8), in the order in which it was made. Any thread, never waits. */
  public Map<CallId, List<RecordingId>> audibleTo(Actor actor) {
    return all.stream()
        .filter(one -> RecordingSight.of(actor, one.participants()) == RecordingSight.SOUND)
        .collect(Collectors.groupingBy(RecordingStore.Sound::call,
            Collectors.mapping(RecordingStore.Sound::id, Collectors.toList())));
  }
}
