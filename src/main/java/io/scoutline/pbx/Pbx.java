package io.scoutline.pbx;

import io.scoutline.kernel.PbxName;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * One connected PBX. Every method may be called on any thread and never blocks; the stage fails with
 * {@link PbxUnavailable} when the link is down, when the PBX does not answer in time, or when it refuses.
 */
public interface Pbx {

  PbxName name();

  LinkState linkState();

  /** Everything the PBX has now. */
  CompletionStage<List<LiveChannel>> snapshot();

  /** Stops the two-channel recording of a channel for good. */
  CompletionStage<Void> stopRecording(String channelName);

  /** Silences a running recording, or lets it go on, for a sensitive moment (P6.1). */
  CompletionStage<Void> muteRecording(String channelName, boolean muted);
}
