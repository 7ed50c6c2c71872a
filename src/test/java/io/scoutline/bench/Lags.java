package io.scoutline.bench;

import io.scoutline.calls.rows.CallRow;
import io.scoutline.calls.rows.CommitListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long events wait for the commit of the row that contains them: from when they were due on the socket. Of the
 * calls that are watched, every event that changes the row; the last one's commit brings the flight record. Fed by the
 * feeder's thread, told of commits on the writer's.
 */
final class Lags implements CommitListener {

  private final Map<String, Watched> watched = new ConcurrentHashMap<>();
  private Samples samples = new Samples();

  /** One call of which the first events may be committed already; {@code next} is the first that is not. */
  private static final class Watched {
    private final Tape tape;
    private final long begins;
    private int next;

    Watched(Tape tape, long begins) {
      this.tape = tape;
      this.begins = begins;
    }

    void committed(int version, long now, Samples samples) {
      for (; !isOver() && tape.frames().get(next).version() <= version; next++) {
        Tape.Frame frame = tape.frames().get(next);
        if (frame.version() > 0) {
          samples.add(now - begins - frame.afterNanos());
        }
      }
    }

    boolean isOver() {
      return next == tape.frames().size();
    }
  }

  /**
   * @param begins when its first event is due, by {@link System#nanoTime}
   */
  void watch(Tape tape, String linkedid, long begins) {
    watched.put(linkedid, new Watched(tape, begins));
  }

  @Override
  public void committed(List<CallRow> rows) {
    long now = System.nanoTime();
    for (CallRow row : rows) {
      String linkedid = row.call().linkedids().getFirst();
      Watched call = watched.get(linkedid);
      if (call != null) {
        committed(call, row.call().version(), now);
        if (call.isOver()) {
          watched.remove(linkedid);
        }
      }
    }
  }

  private synchronized void committed(Watched call, int version, long now) {
    call.committed(version, now, samples);
  }

  /** Calls of which not every event is committed. */
  int waiting() {
    return watched.size();
  }

  /** What was found since this was asked last. */
  synchronized Samples.Summary take() {
    Samples.Summary taken = samples.summary();
    samples = new Samples();
    return taken;
  }
}
