package io.scoutline.pbx.simulator.recording;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One recording under way: what is heard from when on, to be written when the channel is gone. Touched on the
 * timeline's thread only.
 */
public final class Recording {
  private final String fileName;
  private final String clientNumber;
  private final Consumer<Recording> complete;
  private final List<Mark> marks = new ArrayList<>();
  private Sound sound = new Sound.Silence();
  private Instant begun;
  private Instant ended;
  private boolean muted;
  private boolean stopped;

  /** From this moment on, this is heard. */
  record Mark(Instant at, Sound sound) {}

  Recording(String fileName, String clientNumber, Consumer<Recording> complete) {
    this.fileName = fileName;
    this.clientNumber = clientNumber;
    this.complete = complete;
  }

  public String fileName() {
    return fileName;
  }

  String clientNumber() {
    return clientNumber;
  }

  /** The channel was answered: only from here on there is anything to write. */
  public void begin(Instant at) {
    if (begun == null && !stopped) {
      begun = at;
      marks.add(new Mark(at, heard()));
    }
  }

  public void change(Instant at, Sound next) {
    sound = next;
    mark(at);
  }

  public void mute(Instant at, boolean on) {
    muted = on;
    mark(at);
  }

  private void mark(Instant at) {
    if (begun != null && !stopped) {
      marks.add(new Mark(at, heard()));
    }
  }

  private Sound heard() {
    return muted ? new Sound.Silence() : sound;
  }

  /** The recording is over: the channel is gone, or it was stopped. */
  public void finish(Instant at) {
    if (!stopped) {
      stopped = true;
      ended = at;
      complete.accept(this);
    }
  }

  public boolean finished() {
    return stopped;
  }

  /** Empty if the call was never answered. */
  List<Mark> marks() {
    return List.copyOf(marks);
  }

  Instant ended() {
    return ended;
  }
}
